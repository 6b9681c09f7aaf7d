// The presenter's view: one scene at a time fills the screen. It shows new views of the widgets in the notebook, which stays
// as it is below: a slider that moves here moves there, too.

import { focus, isForText, isShortcut, keepFocus, silence, take } from "../shared/keyboard.js";
import { element } from "../shared/page.js";
import { isAnswered } from "./scenes.js";

const WIDTH = 1280; // page pixels: in a window of this size all type is as large as the style sheet says
const HEIGHT = 720;
const SMALLEST = 0.6; // times this size, however small the window is

const FRAME = `
  <header>
    <h2 class="presenting-section" aria-live="polite"></h2>
    <span class="presenting-minutes"></span>
    <nav aria-label="Presenter's view">
      <button type="button" data-does="answer"></button>
      <span class="presenting-place"></span>
      <button type="button" data-does="back" title="Back (B or Page Up)">‹ Back <kbd>B</kbd></button>
      <button type="button" data-does="next" title="Next (N or Page Down)">Next › <kbd>N</kbd></button>
      <button type="button" data-does="leave" title="Back to the notebook (Escape)">Leave <kbd>Esc</kbd></button>
    </nav>
  </header>
  <div class="presenting-question"></div>
  <div class="presenting-picture"></div>`;

// A remote control for slides sends Page Up and Page Down.
const REMOTE = { a: "answer", b: "back", n: "next", PageUp: "back", PageDown: "next" };

// Shows the scene of this number, and the others on demand, until the presenter leaves; `place` gets the focus then.
export function openStage(scenes, number, manager, place) {
  const stage = element("div", "nnlib nnlib-presenting");
  stage.innerHTML = FRAME;
  stage.tabIndex = -1;
  stage.setAttribute("role", "dialog");
  stage.setAttribute("aria-modal", "true");
  silence(stage);
  const find = (name) => stage.querySelector(`.presenting-${name}`);
  const button = (name) => stage.querySelector(`[data-does=${name}]`);
  const [question, picture] = ["question", "picture"].map((name) => new Place(find(name), manager));
  const ended = new AbortController();
  const { signal } = ended;
  const putBack = setAside(stage, place);
  let stopListening = null;

  function show() {
    const { title, minutes, card, whole } = scenes[number];
    find("section").textContent = title;
    find("minutes").textContent = minutes ? `${minutes} min` : "";
    find("place").textContent = `${number + 1} of ${scenes.length}`;
    stage.setAttribute("aria-label", `Presenter's view: ${title}`);
    button("back").disabled = number === 0;
    button("next").disabled = number === scenes.length - 1;
    button("answer").hidden = !card;

    stopListening?.();
    card?.on("change:verdict", unveil);
    whole?.on("change:children", unveil);
    stopListening = () => {
      card?.off("change:verdict", unveil);
      whole?.off("change:children", unveil);
    };
    // The keys of a card answer as soon as it is there.
    question.show(card).then(() => focus(stage.querySelector(".predict") ?? stage));
    unveil();
  }

  // A card hides its picture until it is answered, unless the picture gives nothing away.
  function unveil() {
    const { card, whole, picture: own, isOpen } = scenes[number];
    const answered = card && isAnswered(card);
    const visible = isOpen || answered ? (own ?? whole?.get("children")[1] ?? null) : null;
    stage.dataset.shows = !card ? "picture" : visible ? "both" : "question";
    stage.classList.toggle("is-answered", Boolean(answered));
    button("answer").innerHTML = `${answered ? "Ask again" : "Answer"} <kbd>A</kbd>`;
    picture.show(visible);
  }

  const acts = {
    answer() {
      const { card } = scenes[number];
      card?.send(isAnswered(card) ? { again: true } : { reveal: true });
    },
    back: () => go(number - 1),
    next: () => go(number + 1),
    leave,
  };

  function go(to) {
    if (!(to in scenes)) return;
    number = to;
    show();
  }

  function leave() {
    if (signal.aborted) return;
    ended.abort();
    stopListening();
    stage.hidden = true;
    // Views must still be on the page when they are taken down.
    Promise.all([question.show(null), picture.show(null)]).then(() => stage.remove());
    putBack();
  }

  function scale() {
    stage.style.setProperty("--scale", Math.max(SMALLEST, Math.min(innerWidth / WIDTH, innerHeight / HEIGHT)));
  }

  function onKey(event) {
    if (event.key === "Escape") setTimeout(() => event.defaultPrevented || leave()); // a widget may need it for itself
    const act = acts[REMOTE[event.key]];
    if (!act || isShortcut(event) || (event.key.length === 1 && isForText(event.target))) return;
    take(event);
    act();
  }

  stage.addEventListener("keydown", onKey, { capture: true, signal });
  stage.addEventListener("pointerdown", ({ target }) => keepFocus(stage, target), { signal });
  stage.addEventListener("click", ({ target }) => acts[target.closest("[data-does]")?.dataset.does]?.(), { signal });
  window.addEventListener("resize", scale, { signal });
  document.addEventListener("fullscreenchange", () => document.fullscreenElement || leave(), { signal });

  scale();
  document.body.append(stage);
  stage.requestFullscreen?.().catch(() => {}); // without permission, as in a frame, it fills the window
  show();
}

// A part of the stage that shows a view of one widget, or nothing.
class Place {
  constructor(host, manager) {
    Object.assign(this, { host, manager, model: null, view: null });
    host.hidden = true;
  }

  async show(model) {
    if (model === this.model) return;
    const old = this.view;
    Object.assign(this, { model, view: model && this.attach(model) });
    this.host.hidden = !model;
    (await old)?.remove();
    await this.view;
  }

  async attach(model) {
    const view = await this.manager.create_view(model);
    // ipywidgets draws some parts only when their widget hears that it is on the page.
    if (this.model === model) view.luminoWidget.constructor.attach(view.luminoWidget, this.host);
    return view;
  }
}

// Everything else on the page is out of reach until the function that it returns is called: then the focus and what was
// scrolled are where they were.
function setAside(stage, place) {
  const others = [...document.body.children].filter((other) => !other.inert);
  const scrolled = [];
  for (let around = place; around; around = around.parentElement) scrolled.push([around, around.scrollTop]);
  const focused = document.activeElement;
  for (const other of others) other.inert = true;

  const scrollBack = () => {
    for (const [around, top] of scrolled) around.scrollTop = top;
  };
  return async () => {
    for (const other of others) other.inert = false;
    const receiver = focused?.isConnected && focused !== document.body ? focused : place;
    focus(receiver); // so that no key is for the notebook meanwhile
    if (document.fullscreenElement) await document.exitFullscreen().catch(() => {});
    // The window has its old size again, but what is in it may take a moment to fill it.
    for (let frames = 0; frames < 3; frames++) await new Promise(requestAnimationFrame);
    scrollBack();
    focus(receiver); // leaving the full screen takes it away
  };
}
