// What a presenter steps through: the cards and the explorers of a notebook, in its order, as scenes with a question, a
// picture, or both. The notebook itself says what there is, since JupyterLab may not have all of it on the page.

import { VIEW } from "../shared/keeping.js";

const HEADING = /^(#{1,6}) +(.+)$/gm;

// On a card whose picture is the one above it. Otherwise it is the next one in the section, until it is answered a secret.
const ABOUT_ABOVE = "about-the-picture-above";

// The scenes of a notebook, whose `cells` are those of the front end: {section, minutes, card, picture, isOpen}, where
// card and picture are widgets' models or null, and `isOpen` says that the picture gives nothing away. A card that has a
// picture of its own, still covered, has `whole`: the picture is its second part.
export async function scenesOf(cells, manager) {
  return paired(await shownIn(cells, manager));
}

async function shownIn(cells, manager) {
  const found = [];
  let [section, part, minutes] = ["", "", 0];
  for (const cell of cells) {
    const { cell_type: type, source, metadata, outputs = [] } = cell.toJSON();
    if (type === "markdown") {
      for (const [, { length: level }, heading] of [source].flat().join("").matchAll(HEADING)) {
        if (level <= 2) [section, part, minutes] = [plain(heading), "", metadata.nnlib?.minutes ?? 0];
        else part = plain(heading);
      }
    }
    for (const { data } of outputs) {
      const name = data?.[VIEW]?.model_id;
      if (!name || !manager.has_model(name)) continue;
      const root = await manager.get_model(name);
      const parts = partsIn(root);
      if (!parts.some(isOurs)) continue;
      const title = part ? `${section}: ${part}` : section;
      const isAboutAbove = metadata.tags?.includes(ABOUT_ABOVE) ?? false;
      found.push({ title, section, minutes, root, parts, card: parts.find(isCard) ?? null, isAboutAbove });
    }
  }
  return found;
}

function paired(found) {
  const scenes = [];
  let above = null; // the last picture
  for (let i = 0; i < found.length; i++) {
    const { card, root, isAboutAbove } = found[i];
    const scene = { ...found[i], whole: null, picture: null, isOpen: false };
    const next = found[i + 1];
    if (!card) Object.assign(scene, { picture: root, isOpen: true });
    else if (card.get("cover").length) scene.whole = root;
    else if (isAboutAbove && above) Object.assign(scene, { picture: above, isOpen: true });
    else if (next && !next.card && next.section === scene.section) {
      scene.picture = next.root;
      scene.parts = [...scene.parts, ...next.parts];
      i++;
    }
    above = scene.picture ?? above;
    scenes.push(scene);
  }
  return scenes;
}

// The widget's model and those of all its parts.
function partsIn(model) {
  return [model, ...(model.get("children") ?? []).flatMap(partsIn)];
}

function isOurs(model) {
  return (model.get("_anywidget_id") ?? "").startsWith("nnlib.");
}

function isCard(model) {
  return model.get("_anywidget_id") === "nnlib.widgets.predict.Card";
}

// A heading without the marks of Markdown.
export function plain(heading) {
  return heading
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/[*`_$]/g, "")
    .trim();
}

// Whether the card has been answered.
export function isAnswered(card) {
  return "words" in card.get("verdict");
}
