import assert from "node:assert/strict";
import test, { beforeEach, mock } from "node:test";
import { tellWhenBusy } from "../../nnlib/widgets/js/shared/waiting.js";

// As much of a page as the notice needs.
class Place {
  style = {};
  parts = [];
  append(...parts) {
    for (const part of parts) part.home = this;
    this.parts.push(...parts);
  }
  remove() {
    this.home.parts = this.home.parts.filter((part) => part !== this);
  }
  setAttribute() {}
  // The output of a cell, in which nothing else waits.
  closest() {
    return { querySelector: () => this.parts[0] };
  }
}

function kernelIn(status) {
  const heard = new Set();
  const say = (state, asked) =>
    heard.forEach((hear) =>
      hear(null, {
        header: { msg_type: "status" },
        parent_header: { msg_type: asked },
        content: { execution_state: state },
      }),
    );
  const iopubMessage = { connect: (hear) => heard.add(hear), disconnect: (hear) => heard.delete(hear) };
  return {
    status,
    iopubMessage,
    heard,
    cell: (state) => say(state, "execute_request"),
    slider: (state) => say(state, "comm_msg"),
  };
}

const pass = (milliseconds) => mock.timers.tick(milliseconds);

function start(status = "idle") {
  const [kernel, el] = [kernelIn(status), new Place()];
  const stop = tellWhenBusy({ widget_manager: { kernel } }, el);
  return { kernel, stop, isShown: () => el.parts.length > 0 };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  globalThis.document = { createElement: () => new Place() };
});

test("a long cell is announced, and only while it runs", () => {
  const { kernel, isShown } = start();
  kernel.cell("busy");
  pass(600);
  assert.equal(isShown(), false);
  pass(200);
  assert.equal(isShown(), true);
  kernel.cell("idle");
  pass(300);
  assert.equal(isShown(), false);
});

test("cells that follow each other are one wait", () => {
  const { kernel, isShown } = start();
  for (const _ of [1, 2, 3, 4, 5]) {
    kernel.cell("busy");
    pass(200);
    kernel.cell("idle");
    pass(5);
  }
  assert.equal(isShown(), true);
});

test("a long drag of a slider is not a wait", () => {
  const { kernel, isShown } = start();
  for (let i = 0; i < 50; i++) {
    kernel.slider("busy");
    pass(30);
    kernel.slider("idle");
  }
  assert.equal(isShown(), false);
});

test("a widget that appears while its cell runs knows that it does", () => {
  const { isShown } = start("busy");
  pass(800);
  assert.equal(isShown(), true);
});

test("two parts of one picture say it once", () => {
  const [one, other] = [new Place(), new Place()];
  one.closest = other.closest = () => ({ querySelector: () => one.parts[0] ?? other.parts[0] });
  for (const el of [one, other]) tellWhenBusy({ widget_manager: { kernel: kernelIn("busy") } }, el);
  pass(800);
  assert.equal(one.parts.length + other.parts.length, 1);
});

test("nothing is left when the widget goes", () => {
  const { kernel, stop, isShown } = start("busy");
  pass(800);
  stop();
  pass(1000);
  assert.equal(isShown(), false);
  assert.equal(kernel.heard.size, 0);
});

test("if a page does not tell how its kernel is, nothing is shown", () => {
  const el = new Place();
  for (const model of [{}, { widget_manager: {} }, { widget_manager: { kernel: {} } }]) tellWhenBusy(model, el)();
  assert.equal(el.parts.length, 0);
});
