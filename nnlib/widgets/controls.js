// A list that has the focus gets its keys itself. The notebook would take them for shortcuts: "d d" deletes the cell.

function render({ el }) {
  const keep = ({ target }) => {
    if (target.tagName === "SELECT") target.dataset.lmSuppressShortcuts = "true";
  };
  let row;
  // The row is on the page only after its parts are made.
  const frame = requestAnimationFrame(() => {
    row = el.closest(".nnlib-controls");
    row?.addEventListener("focusin", keep);
  });
  return () => {
    cancelAnimationFrame(frame);
    row?.removeEventListener("focusin", keep);
  };
}

export default { render };
