// Invisible in a row of ipywidgets: keys go to the controls beside it, not to the notebook; these have names
// and tell their values; and what is shown is kept.

import { keepState } from "./shared/keeping.js";
import { keepKeys } from "./shared/keyboard.js";
import { nameControls } from "./shared/naming.js";
import { onceOnPage } from "./shared/page.js";

function render({ model, el }) {
  keepState(model);
  const stopKeeping = keepKeys(el);
  let stopNaming = onceOnPage(el, () => (stopNaming = nameControls(el.closest(".nnlib-controls"))));
  return () => {
    stopKeeping();
    stopNaming();
  };
}

export default { render };
