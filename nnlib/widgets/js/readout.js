// Words that change. Their element stays on the page and only what is in it changes: this is what a screen reader reads out.

import { listen } from "./shared/model.js";

function render({ model, el }) {
  const show = () => {
    el.innerHTML = model.get("value");
  };
  el.setAttribute("role", "status");
  show();
  return listen(model, { "change:value": show });
}

export default { render };
