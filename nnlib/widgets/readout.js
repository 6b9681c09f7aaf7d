// Words that change. Their element stays on the page and only what is in it changes: this is what a screen reader reads out.

function render({ model, el }) {
  const show = () => {
    el.innerHTML = model.get("value");
  };
  el.setAttribute("role", "status");
  show();
  model.on("change:value", show);
  return () => model.off("change:value", show);
}

export default { render };
