// Keeps what the widgets show in the notebook file, so that a learner who opens it the next day sees every picture as it was
// left. JupyterLab can do so, but only if a setting says so, and it is off. Elsewhere nothing happens.

export const VIEW = "application/vnd.jupyter.widget-view+json";
const STATE = "application/vnd.jupyter.widget-state+json";
const IS_KEPT = Symbol.for("nnlib.is-kept"); // each widget has its own copy of this file, but the notebook is one

// Whenever the notebook of this widget is saved, the state of the widgets on its page goes into the file.
export function keepState({ widget_manager: manager }) {
  const context = manager?.context;
  if (!context?.saveState || !manager.get_state_sync || context[IS_KEPT]) return;
  context[IS_KEPT] = true;
  context.saveState.connect((_, state) => {
    if (state !== "started") return;
    const all = manager.get_state_sync({ drop_defaults: true });
    context.model.setMetadata?.("widgets", { [STATE]: { ...all, state: partsOf(all.state, shown(context.model.cells)) } });
  });
}

// The names of the widgets that the outputs of these cells show.
function shown(cells) {
  const outputs = [...cells].flatMap((cell) => cell.toJSON().outputs ?? []);
  return outputs.map((output) => output.data?.[VIEW]?.model_id).filter(Boolean);
}

// Those of `all` that have these names, and whatever they are made of. What is left out belongs to cells that have been run
// again, or is still covered by a question.
export function partsOf(all, names) {
  const parts = {};
  const left = [...names];
  while (left.length) {
    const name = left.pop();
    if (name in parts || !(name in all)) continue;
    parts[name] = all[name];
    left.push(...[...JSON.stringify(all[name].state).matchAll(/IPY_MODEL_(\w+)/g)].map((found) => found[1]));
  }
  return parts;
}
