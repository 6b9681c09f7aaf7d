// Invisible in a row of ipywidgets: keys go to the controls beside it, not to the notebook, and what is shown is kept.

import { keepState } from "./shared/keeping.js";
import { keepKeys } from "./shared/keyboard.js";

function render({ model, el }) {
  keepState(model);
  return keepKeys(el);
}

export default { render };
