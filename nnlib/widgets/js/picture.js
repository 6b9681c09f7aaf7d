// A PNG on the page. Tells Python how fine the screen is, so that no picture is drawn finer than the screen can show it.

import { clamp } from "./shared/arrays.js";
import { change, listen } from "./shared/model.js";
import { element } from "./shared/page.js";
import { tellWhenBusy } from "./shared/waiting.js";

function render({ model, el }) {
  const image = element("img");
  Object.assign(image.style, { display: "block", maxWidth: "100%", height: "auto" });
  el.append(image);

  function show() {
    const old = image.src;
    image.src = URL.createObjectURL(new Blob([model.get("png")], { type: "image/png" }));
    image.width = model.get("width");
    image.alt = model.get("words");
    if (old) URL.revokeObjectURL(old);
  }

  function tellDensity() {
    const density = Math.max(clamp(devicePixelRatio, 2), 1);
    if (density !== model.get("density")) change(model, { density });
  }

  show();
  tellDensity();
  const stopTelling = tellWhenBusy(model, el);
  const stopListening = listen(model, { "change:png": show });
  window.addEventListener("resize", tellDensity); // after zooming, or on another screen

  return () => {
    stopListening();
    stopTelling();
    window.removeEventListener("resize", tellDensity);
    URL.revokeObjectURL(image.src);
  };
}

export default { render };
