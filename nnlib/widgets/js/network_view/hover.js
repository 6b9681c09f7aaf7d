// Which thing the pointer is on, and for how long its tip stays: until Escape, or a moment after the pointer has left. A reader
// who sees only a part of the screen can move the pointer onto the tip, by the corner that is next to the thing. To
// a pointer that comes from elsewhere the tip is air, so that it hides nothing for long.

import { same } from "./names.js";

const LINGER = 300; // milliseconds
const WAY = 22; // pixels from the thing to its tip, each way

export class Hover {
  // `changed()` is called when another thing is to be shown.
  constructor(tip, changed) {
    Object.assign(this, { tip, changed, thing: null, anchor: null, point: null, dismissed: null, timer: 0 });
    this.ended = new AbortController();
    const { signal } = this.ended;
    tip.addEventListener("pointerenter", () => this.hold(), { signal });
    tip.addEventListener("pointerleave", () => this.leave(), { signal });
    document.addEventListener("keydown", (event) => this.escape(event), { signal, capture: true });
  }

  move(point) {
    this.point = point;
    this.changed();
  }

  // Sees what is under the pointer; thingAt(point) tells it.
  look(thingAt) {
    if (!this.point) return;
    const isOnItsWay = this.isOnItsWay();
    this.tip.style.pointerEvents = isOnItsWay ? "auto" : "none";
    if (isOnItsWay) return this.hold();
    const thing = thingAt(this.point);
    if (!thing) return this.thing && this.leave();
    this.hold();
    if (same(thing, this.dismissed) || same(thing, this.thing)) return;
    Object.assign(this, { thing, anchor: this.point, dismissed: null });
  }

  // From the thing towards the tip, which is beside the anchor.
  isOnItsWay() {
    if (!this.thing) return false;
    const [tip, box] = [this.tip.getBoundingClientRect(), this.tip.parentElement.getBoundingClientRect()];
    const [right, below] = [tip.left - box.left > this.anchor.x ? 1 : -1, tip.top - box.top > this.anchor.y ? 1 : -1];
    const [x, y] = [right * (this.point.x - this.anchor.x), below * (this.point.y - this.anchor.y)];
    return x > 3 && y > 3 && x < WAY && y < WAY;
  }

  hold() {
    clearTimeout(this.timer);
    this.timer = 0;
  }

  leave() {
    this.timer ||= setTimeout(() => this.forget(), LINGER);
  }

  forget() {
    this.hold();
    Object.assign(this, { thing: null, point: null, dismissed: null });
    this.changed();
  }

  escape({ key }) {
    if (key !== "Escape" || !this.thing) return;
    Object.assign(this, { dismissed: this.thing, thing: null });
    this.changed();
  }

  stop() {
    this.hold();
    this.ended.abort();
  }
}
