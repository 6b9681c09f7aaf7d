// Words that change. They are read out once they rest.

import { announcer } from "./shared/announcing.js";
import { keepKeys } from "./shared/keyboard.js";
import { listen } from "./shared/model.js";

function render({ model, el }) {
  const { announce, stop } = announcer();
  const show = () => {
    el.innerHTML = model.get("value");
  };
  const follow = () => {
    show();
    announce([...el.childNodes].map((part) => part.textContent).join(" "));
  };
  show();
  const stopKeeping = keepKeys(el);
  const stopListening = listen(model, { "change:value": follow });
  return () => {
    stopListening();
    stopKeeping();
    stop();
  };
}

export default { render };
