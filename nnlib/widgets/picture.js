// A PNG on the page. Tells Python how fine the screen is, so that no picture is drawn finer than can be seen.

function render({ model, el }) {
  const image = document.createElement("img");
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
    const density = Math.min(Math.max(devicePixelRatio, 1), 2);
    if (density === model.get("density")) return;
    model.set("density", density);
    model.save_changes();
  }

  show();
  tellDensity();
  model.on("change:png", show);
  window.addEventListener("resize", tellDensity); // zooming, or moving to another screen

  return () => {
    window.removeEventListener("resize", tellDensity);
    model.off("change:png", show);
    URL.revokeObjectURL(image.src);
  };
}

export default { render };
