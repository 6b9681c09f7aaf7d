// Words that change. Their element stays on the page and only what is in it changes: this is what a screen reader reads out.

import { keepKeys } from "./shared/keyboard.js";
import { listen } from "./shared/model.js";

function render({ model, el }) {
  const show = () => {
    el.innerHTML = model.get("value");
  };
  el.setAttribute("role", "status");
  show();
  const stopKeeping = keepKeys(el);
  const stopListening = listen(model, { "change:value": show });
  return () => {
    stopListening();
    stopKeeping();
  };
}

export default { render };
