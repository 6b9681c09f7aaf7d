// A test: one question after the other, back and forth, handed in at the end. Python marks it.

import { keepState } from "./shared/keeping.js";
import { focus, hasFocus, isShortcut, keepKeys } from "./shared/keyboard.js";
import { linkTo } from "./shared/links.js";
import { listen } from "./shared/model.js";
import { element } from "./shared/page.js";

const OPENING = -1; // the page before the first question; the one after the last hands in

function button(words, act, className = "") {
  const made = element("button", className, words);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

function pictureOf(model, place) {
  const bytes = model.get("pictures")[place];
  if (!bytes?.byteLength) return [];
  const image = element("img", "quiz-picture");
  image.src = URL.createObjectURL(new Blob([bytes], { type: "image/png" }));
  image.addEventListener("load", () => URL.revokeObjectURL(image.src), { once: true });
  image.alt = model.get("items")[place].words;
  return [image];
}

// Radio buttons with number keys; `chosen(i)` is called for each choice that is made.
function choicesOf(item, answer, chosen) {
  const group = `quiz-${crypto.getRandomValues(new Uint32Array(2)).join("-")}`;
  const box = element("div", "predict-options is-long");
  item.choices.forEach((choice, i) => {
    const label = element("label", "predict-choice");
    const radio = element("input", "predict-radio");
    Object.assign(radio, { type: "radio", name: group, value: i, checked: i === answer });
    radio.addEventListener("change", () => chosen(i));
    const key = element("span", "predict-key", i + 1);
    key.setAttribute("aria-hidden", "true");
    label.append(radio, key, element("span", "predict-text", choice));
    box.append(label);
  });
  return box;
}

function mistake({ question, answer, belief, truth, see }) {
  const entry = element("li", "quiz-mistake");
  entry.append(element("p", "quiz-asked", question), element("p", "quiz-given", `You chose: ${answer}`));
  const shows = element("p", "", "Behind it is often the belief: ");
  shows.append(element("em", "", belief));
  entry.append(shows);
  if (truth) entry.append(element("p", "", truth));
  const place = element("p", "", "Look again at ");
  place.append(linkTo(see.file, see.section, see.words));
  entry.append(place);
  return entry;
}

function row(...parts) {
  const made = element("div", "predict-commit");
  made.append(...parts);
  return made;
}

function render({ model, el }) {
  const root = element("section", "nnlib predict quiz");
  root.tabIndex = -1;
  root.setAttribute("aria-label", model.get("title"));
  el.append(root);
  const count = model.get("items").length;
  let answers = [...model.get("answers")]; // ahead of Python, which may be busy
  let place = OPENING;
  let sure = false; // whether "start again" was pressed once

  const answered = () => answers.filter((answer) => answer >= 0).length;
  const handedIn = () => "right" in model.get("result");

  // Where there is a new page, the focus goes to its heading, which a screen reader then reads.
  function go(to, takeFocus = true) {
    place = to;
    sure = false;
    const heading = element("h3", "predict-question");
    heading.tabIndex = -1;
    const parts = handedIn() ? resultPage(heading) : place === OPENING ? openingPage(heading) : questionPage(heading);
    root.replaceChildren(...parts);
    if (takeFocus) focus(heading);
  }

  function openingPage(heading) {
    heading.textContent = model.get("title");
    const next = answers.includes(-1) ? answers.indexOf(-1) : count;
    const words = next === count ? "Go on to the end" : answered() ? `Go on with question ${next + 1}` : "Begin";
    const start = button(words, () => go(next), "is-main");
    return [heading, element("p", "quiz-opening", model.get("opening")), row(start)];
  }

  function questionPage(heading) {
    if (place === count) return lastPage(heading);
    const item = model.get("items")[place];
    heading.textContent = item.question;
    const eyebrow = element("span", "predict-eyebrow", `Question ${place + 1} of ${count}`);
    const next = button("Next", () => go(place + 1), "is-main");
    const answer = answers[place];
    next.disabled = answer < 0;
    const choices = choicesOf(item, answer, (i) => {
      answers[place] = i;
      model.send({ answer: [place, i] });
      next.disabled = false;
    });
    choices.setAttribute("role", "radiogroup");
    choices.setAttribute("aria-label", item.question);
    const hint = element("span", "predict-hint", `keys 1 to ${item.choices.length}, then Enter`);
    const bar = element("progress", "quiz-bar");
    Object.assign(bar, { max: count, value: place });
    bar.setAttribute("aria-hidden", "true");
    return [bar, eyebrow, heading, ...pictureOf(model, place), choices, row(back(), next, hint)];
  }

  function lastPage(heading) {
    const open = count - answered();
    heading.textContent = open ? `${open} of ${count} questions are still open.` : "That was the last question.";
    const mark = button("Mark my answers", () => model.send({ hand_in: true }), "is-main");
    return [heading, row(back(), mark)];
  }

  function resultPage(heading) {
    const { right, of, words, wrong } = model.get("result");
    heading.textContent = `${right} of ${of} right`;
    heading.classList.add("quiz-result");
    const list = element("ol", "quiz-mistakes");
    list.append(...wrong.map(mistake));
    const again = button("Start again", () => {
      if (sure) model.send({ start_again: true });
      sure = true;
      again.textContent = "Forget all these answers? Press once more";
    });
    return [heading, ...words.map((sentence) => element("p", "quiz-opening", sentence)), list, row(again)];
  }

  const back = () => button("Back", () => go(place - 1));

  root.addEventListener("keydown", (event) => {
    if (event.target.tagName === "BUTTON" || event.target.tagName === "A" || isShortcut(event)) return;
    if (event.key === "Enter") {
      event.preventDefault();
      root.querySelector(".is-main:enabled")?.click();
    }
    const radio = root.querySelectorAll(".predict-radio")[Number(event.key) - 1];
    if (!radio) return;
    radio.click();
    radio.focus();
  });
  // After a click JupyterLab gives the focus to the cell, where a 1 would turn it into a heading.
  root.addEventListener("click", () => {
    if (!hasFocus(root)) focus(root);
  });
  go(OPENING, false);
  keepState(model);
  const stopKeeping = keepKeys(el);
  const renew = () => {
    answers = [...model.get("answers")];
    go(OPENING, hasFocus(root));
  };
  const stopListening = listen(model, { "change:result": renew });
  return () => {
    stopListening();
    stopKeeping();
  };
}

export default { render };
