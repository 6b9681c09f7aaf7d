import assert from "node:assert/strict";
import test from "node:test";
import { keepState, partsOf } from "../../nnlib/widgets/js/shared/keeping.js";

const part = (state, buffers = []) => ({ model_name: "AnyModel", state, buffers });

const ALL = {
  root: part({ children: ["IPY_MODEL_row", "IPY_MODEL_picture"] }),
  row: part({ children: ["IPY_MODEL_slider"], layout: "IPY_MODEL_layout" }),
  slider: part({ value: 3 }),
  layout: part({}),
  picture: part({ words: "a 2" }, [{ data: "AAAA" }]),
  old: part({ children: ["IPY_MODEL_slider"] }),
};

test("what is shown is kept with all its parts, and what is not shown is left out", () => {
  const kept = partsOf(ALL, ["root"]);
  assert.deepEqual(Object.keys(kept).toSorted(), ["layout", "picture", "root", "row", "slider"]);
  assert.equal(kept.picture, ALL.picture);
});

test("a widget that is part of itself, or unknown, ends nothing", () => {
  const ring = { a: part({ next: "IPY_MODEL_b" }), b: part({ next: "IPY_MODEL_a" }) };
  assert.deepEqual(Object.keys(partsOf(ring, ["a", "gone"])).toSorted(), ["a", "b"]);
});

function notebook(outputs) {
  const [listeners, metadata] = [[], {}];
  const context = {
    saveState: { connect: (listener) => listeners.push(listener) },
    model: {
      cells: [{ toJSON: () => ({}) }, { toJSON: () => ({ outputs }) }],
      setMetadata: (name, value) => Object.assign(metadata, { [name]: value }),
    },
  };
  const manager = { context, get_state_sync: () => ({ version_major: 2, version_minor: 0, state: ALL }) };
  return { manager, metadata, save: (state) => listeners.forEach((listener) => listener(context, state)) };
}

test("only the start of a save writes, once for all widgets of a notebook", () => {
  const view = { data: { "application/vnd.jupyter.widget-view+json": { model_id: "root" } } };
  const { manager, metadata, save } = notebook([{ text: "printed" }, view]);
  keepState({ widget_manager: manager });
  keepState({ widget_manager: manager });
  save("completed");
  assert.deepEqual(metadata, {});
  save("started");
  const saved = metadata.widgets["application/vnd.jupyter.widget-state+json"];
  assert.equal(saved.version_major, 2);
  assert.ok(!("old" in saved.state) && "picture" in saved.state);
});

test("where there is no notebook to keep it in, nothing happens", () => {
  keepState({});
  keepState({ widget_manager: { context: {} } });
});
