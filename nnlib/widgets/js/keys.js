// Buttons whose press brings along what other widgets hold, in one message that overtakes nothing and waits for nothing.

import { bytes } from "./shared/arrays.js";
import { keepKeys } from "./shared/keyboard.js";
import { element } from "./shared/page.js";

const isBinary = (value) => ArrayBuffer.isView(value);

function render({ model, el }) {
  const carried = Promise.all(
    model.get("carried").map(async ([reference, trait]) => {
      const source = await model.widget_manager.get_model(reference.replace("IPY_MODEL_", ""));
      return { source, trait };
    }),
  );

  async function press(i) {
    const parts = await carried;
    for (const { source } of parts) source.trigger("nnlib:finish"); // a stroke that is being drawn
    const values = parts.map(({ source, trait }) => source.get(trait));
    const buffers = values.filter(isBinary).map((value) => bytes(value).slice().buffer);
    const message = { press: i, values: values.map((value) => (isBinary(value) ? null : value)) };
    model.send(message, undefined, buffers);
    // Without a kernel the press goes unheard, so the drawing stays.
    const isHeard = parts.every(({ source }) => source.comm_live);
    if (model.get("wipes") && isHeard) for (const { source } of parts) source.trigger("nnlib:wipe");
  }

  el.classList.add("nnlib-keys");
  for (const [i, [text, tooltip]] of model.get("buttons").entries()) {
    const button = element("button", "jupyter-widgets jupyter-button widget-button", text);
    Object.assign(button, { type: "button", title: tooltip });
    button.addEventListener("click", () => press(i));
    el.append(button);
  }
  return keepKeys(el);
}

export default { render };
