import assert from "node:assert/strict";
import test from "node:test";
import { plain, scenesOf } from "../../nnlib/widgets/js/presenting/scenes.js";

const widget = (traits) => ({ get: (name) => traits[name] });
const card = (name, cover = []) =>
  widget({ name, children: [widget({ name, cover, _anywidget_id: "nnlib.widgets.predict.Card" })] });
const picture = (name) => widget({ name, children: [widget({ _anywidget_id: "nnlib.widgets.picture.Picture" })] });

const WIDGETS = {
  q1: card("q1"),
  q2: card("q2", [700, 300]),
  q3: card("q3"),
  p1: picture("p1"),
  p2: picture("p2"),
  slider: widget({ children: [] }),
};
const manager = { has_model: (name) => name in WIDGETS, get_model: async (name) => WIDGETS[name] };

const cell = (json) => ({ toJSON: () => ({ metadata: {}, source: "", ...json }) });
const prose = (source, minutes) => cell({ cell_type: "markdown", source, metadata: minutes ? { nnlib: { minutes } } : {} });
const shows = (name, ...tags) =>
  cell({
    cell_type: "code",
    metadata: { tags },
    outputs: [{ data: { "application/vnd.jupyter.widget-view+json": { model_id: name } } }],
  });

const told = ({ title, minutes, card: asks, picture: shown, whole, isOpen }) =>
  [title, minutes, asks?.get("name"), shown?.get("name"), whole?.get("name"), isOpen].join(" ");

async function toldOf(...cells) {
  return (await scenesOf(cells, manager)).map(told);
}

test("a card comes with the next picture of its section, as a secret, and is not alone with it again", async () => {
  assert.deepEqual(
    await toldOf(prose("# Title\n\n## One\n\nWords.", 9), shows("q1"), prose("More."), shows("p1"), shows("p2")),
    ["One 9 q1 p1  false", "One 9  p2  true"],
  );
});

test("a picture in the next section is not that of the card", async () => {
  assert.deepEqual(await toldOf(prose("## One"), shows("q1"), prose("## *Two*", 3), shows("p1")), [
    "One 0 q1   false",
    "Two 3  p1  true",
  ]);
});

test("a card that covers a picture of its own brings that one", async () => {
  assert.deepEqual(await toldOf(prose("## One"), shows("q2"), shows("p1")), ["One 0 q2  q2 false", "One 0  p1  true"]);
});

test("a card about the picture above shows it, and does not hide it", async () => {
  const cells = [prose("## One"), shows("p1"), shows("q1"), prose("## Two"), shows("q3", "about-the-picture-above")];
  assert.deepEqual(await toldOf(...cells, shows("p2")), [
    "One 0  p1  true",
    "One 0 q1   false",
    "Two 0 q3 p1  true",
    "Two 0  p2  true",
  ]);
});

test("the name of a part of a section follows that of the section, and keeps its minutes", async () => {
  const cells = [prose("## Ten experiments", 35), prose("### How deep?"), shows("q1"), prose("## Last"), shows("q3")];
  assert.deepEqual(await toldOf(...cells), ["Ten experiments: How deep? 35 q1   false", "Last 0 q3   false"]);
});

test("what is not ours, and what no kernel has made, is left out", async () => {
  assert.deepEqual(await toldOf(shows("slider"), shows("gone"), cell({ cell_type: "code" })), []);
});

test("a heading loses the marks of Markdown, not its words", () => {
  assert.equal(plain("[01: What *does* `W` do?](01.ipynb)"), "01: What does W do?");
});
