// A card with a question. The learner chooses or types, commits, and Python answers with a verdict.

import { keepState } from "./shared/keeping.js";
import { focus, hasFocus, isShortcut, keepKeys } from "./shared/keyboard.js";
import { isNone, listen } from "./shared/model.js";
import { typed } from "./shared/numbers.js";
import { linkTo } from "./shared/links.js";
import { element } from "./shared/page.js";
import { offerPresenting } from "./shared/presenting.js";

const LONG = 24; // characters; longer choices do not fit side by side with their marks

const PAGE = `
  <form class="predict-form" autocomplete="off">
    <fieldset>
      <legend><span class="predict-eyebrow"></span><span class="predict-question"></span></legend>
      <div class="predict-options"></div>
    </fieldset>
    <fieldset class="predict-because">
      <legend>Because …</legend>
      <div class="predict-options is-long"></div>
    </fieldset>
    <div class="predict-commit">
      <button type="submit" disabled></button>
      <span class="predict-hint"></span>
    </div>
  </form>
  <div class="predict-verdict" role="status" aria-live="polite" tabindex="-1"></div>
  <button type="button" class="predict-again">Ask me again</button>
  <div class="predict-cover" aria-label="A picture that is shown after your prediction" role="img">
    <span>Your prediction first</span>
  </div>`;

const LETTERS = "abcd";

// Radio buttons, each with a key of its own; the browser takes care of Tab and the arrow keys.
function choicesOf(model, changed, choices = model.get("choices"), keyOf = (i) => `${i + 1}`) {
  const group = `predict-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  const labels = choices.map((choice, i) => {
    const label = element("label", "predict-choice");
    const radio = element("input", "predict-radio");
    Object.assign(radio, { type: "radio", name: group, value: i });
    const key = element("span", "predict-key", keyOf(i));
    key.setAttribute("aria-hidden", "true");
    label.append(radio, key, element("span", "predict-text", choice), element("span", "predict-mark"));
    return label;
  });
  const keys = labels.map((_, i) => keyOf(i));
  const radios = labels.map((label) => label.firstChild);
  for (const radio of radios) radio.addEventListener("change", changed);

  function mark({ guess, answer, right }) {
    labels.forEach((label, i) => {
      const whose = i === guess ? `your ${model.get("noun")}` : "the answer";
      label.lastChild.textContent = i === answer || i === guess ? `${i === answer ? "✓" : "✗"} ${whose}` : "";
      label.classList.toggle("is-right", i === answer);
      label.classList.toggle("is-wrong", i === guess && right === false);
      radios[i].disabled = answer !== undefined;
      radios[i].checked = i === guess;
    });
  }

  return {
    elements: labels,
    first: radios[0],
    hint: `or press ${keys.join(", ").replace(/, (\d)$/, " or $1")}, then Enter`,
    guess: () => radios.findIndex((radio) => radio.checked),
    valid: () => radios.some((radio) => radio.checked),
    key(event) {
      const radio = radios[keys.indexOf(event.key)];
      if (!radio || radio.disabled || isShortcut(event)) return;
      radio.checked = true;
      radio.focus();
      changed();
    },
    mark,
  };
}

function numberOf(model, changed) {
  const label = element("label", "predict-number");
  const input = element("input", "predict-input");
  Object.assign(input, { type: "text", inputMode: "decimal", placeholder: "your number" });
  input.setAttribute("aria-label", `Your prediction${model.get("unit") && `, in ${model.get("unit")}`}`);
  label.append(input, element("span", "predict-unit", model.get("unit")));
  input.addEventListener("input", changed);
  return {
    elements: [label],
    first: input,
    hint: "then press Enter",
    guess: () => typed(input.value),
    valid: () => Number.isFinite(typed(input.value)),
    key() {},
    mark({ guess, answer }) {
      input.disabled = answer !== undefined;
      input.value = guess ?? "";
    },
  };
}

function tell(box, model) {
  const { right, words, answer, why, because, see } = model.get("verdict");
  const line = element("p", "predict-words", words);
  if (!isNone(right)) {
    line.classList.add(right ? "is-right" : "is-wrong");
    line.prepend(element("span", "predict-sign", right ? "✓" : "✗"));
  }
  box.append(line);
  if (!model.get("choices").length) {
    const number = element("p", "predict-answer", answer);
    number.append(element("span", "predict-unit", model.get("unit")));
    box.append(number);
  }
  if (because) box.append(element("p", because.right ? "predict-reason is-right" : "predict-reason", because.words));
  if (why) box.append(element("p", "predict-why", why));
  if (see) {
    const place = element("p", "predict-see", "Look again at ");
    place.append(linkTo(see.file, see.section, see.words));
    box.append(place);
  }
}

function render({ model, el }) {
  const root = element("section", "nnlib predict");
  root.innerHTML = PAGE;
  root.tabIndex = -1; // so that the number keys work after a click anywhere on the card
  root.setAttribute("role", "group"); // many cards have the same name, which only one landmark may have
  root.setAttribute("aria-label", model.get("eyebrow"));
  el.append(root);

  const find = (name) => root.querySelector(`.predict-${name}`);
  const [form, commit, verdict, again, cover, because] = ["form", "commit", "verdict", "again", "cover", "because"].map(
    find,
  );
  const button = commit.querySelector("button");
  const options = (model.get("choices").length ? choicesOf : numberOf)(model, changed);
  const reasons = choicesOf(model, changed, model.get("reasons"), (i) => LETTERS[i]);
  find("eyebrow").textContent = model.get("eyebrow");
  button.textContent = `This is my ${model.get("noun")}`;
  because.querySelector(".predict-options").append(...reasons.elements);
  find("question").textContent = model.get("question");
  find("options").append(...options.elements);
  find("options").classList.toggle(
    "is-long",
    model.get("choices").some((choice) => choice.length > LONG),
  );
  const [width, height] = model.get("cover");
  if (width) Object.assign(cover.style, { aspectRatio: `${width} / ${height}`, maxWidth: `${width}px` });

  let here = false; // whether the last press of a button was in this view

  // The reasons come when a choice has been made, so that they do not give it away.
  const asksReason = () => model.get("reasons").length > 0;
  const complete = () => options.valid() && (!asksReason() || reasons.valid());

  function changed() {
    because.hidden = !asksReason() || !options.valid();
    find("hint").textContent = asksReason() && options.valid() ? "a letter for the reason, then Enter" : options.hint;
    button.disabled = !complete();
  }

  function show() {
    const judged = model.get("verdict");
    const open = !("words" in judged);
    options.mark(judged);
    reasons.mark(judged.because ?? (open ? {} : { guess: -1 }));
    changed();
    commit.hidden = !open;
    again.hidden = open;
    cover.hidden = !open || !width;
    verdict.replaceChildren();
    if (!open) tell(verdict, model);
    // The pressed button is gone: the focus moves to what has taken its place.
    if (here) focus(open ? options.first : verdict);
    here = false;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (!complete() || commit.hidden) return;
    here = true;
    model.send({ commit: options.guess(), ...(asksReason() && { because: reasons.guess() }) });
  });
  again.addEventListener("click", () => {
    here = true;
    model.send({ again: true });
  });
  root.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target.tagName !== "BUTTON") {
      event.preventDefault(); // JupyterLab keeps some of these key presses from the form
      form.requestSubmit();
    } else {
      options.key(event);
      if (!because.hidden) reasons.key(event);
    }
  });
  // After a click JupyterLab gives the focus to the cell, where a 1 would turn it into a heading.
  root.addEventListener("click", () => {
    if (!hasFocus(root)) focus(root);
  });
  show();
  keepState(model);
  const stopKeeping = keepKeys(el);
  const stopOffering = offerPresenting(model, el);
  const stopListening = listen(model, { "change:verdict": show });
  return () => {
    stopListening();
    stopKeeping();
    stopOffering();
  };
}

export default { render };
