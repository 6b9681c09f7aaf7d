// A pen for the keyboard: the arrow keys move it, Space or Enter puts it down and lifts it again, Escape lifts it.

import { clamp } from "../shared/arrays.js";
import { arrowOf, isShortcut, take } from "../shared/keyboard.js";

const STEP = 14; // units for each press of an arrow key; with Shift a quarter of it

export class KeyPen {
  // `surface` is the focusable element, `side` its side in units. `down(point)`, `to(point)` and `up()` are called as the
  // pen draws, `moved()` whenever it has to be painted anew.
  constructor(surface, side, { down, to, up, moved }) {
    Object.assign(this, { side, down, to, up, moved });
    this.point = { x: side / 2, y: side / 4 };
    this.isDown = false;
    this.isShown = false;
    surface.tabIndex = 0;
    surface.addEventListener("keydown", (event) => this.press(event));
    surface.addEventListener("focus", () => this.show(surface.matches(":focus-visible")));
    surface.addEventListener("blur", () => this.show(false));
    surface.addEventListener("pointerdown", () => this.show(false));
  }

  press(event) {
    if (isShortcut(event)) return;
    const arrow = arrowOf(event);
    if (arrow) this.move(arrow, event.shiftKey ? STEP / 4 : STEP);
    else if (event.key === " " || event.key === "Enter") this.toggle(event);
    else if (event.key === "Escape" && this.isDown) this.lift();
    else return;
    take(event);
    this.show(true);
  }

  move([x, y], step) {
    this.point = { x: clamp(this.point.x + x * step, this.side), y: clamp(this.point.y + y * step, this.side) };
    if (this.isDown) this.to(this.point);
  }

  // A key that is held down repeats, which must not lift the pen again.
  toggle(event) {
    if (event.repeat) return;
    if (this.isDown) this.lift();
    else {
      this.isDown = true;
      this.down(this.point);
    }
  }

  lift() {
    this.isDown = false;
    this.up();
  }

  show(isShown) {
    if (!isShown && this.isDown) this.lift();
    this.isShown = isShown;
    this.moved();
  }

  // A ring where the pen is, filled while it is down. `context` measures in units, too.
  paint(context, { up, text }) {
    if (!this.isShown) return;
    context.beginPath();
    context.arc(this.point.x, this.point.y, 11, 0, 2 * Math.PI);
    Object.assign(context, { fillStyle: up, strokeStyle: this.isDown ? text : up, lineWidth: 3 });
    if (this.isDown) context.fill();
    context.stroke();
  }
}
