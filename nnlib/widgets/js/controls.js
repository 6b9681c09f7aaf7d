// Invisible in a row of ipywidgets: keys go to the controls beside it, not to the notebook.

import { keepKeys } from "./shared/keyboard.js";

function render({ el }) {
  return keepKeys(el);
}

export default { render };
