// The controls of ipywidgets say too little to a screen reader: sliders have no name, and tell the place of a value in their
// list ("22") instead of the value ("1.5"); buttons that are switched on do not say so. The row says it for them.

// Keeps the controls in this row named; returns a function that ends this.
export function nameControls(row) {
  const observer = new MutationObserver(look);
  const watched = { subtree: true, childList: true, characterData: true, attributes: true };

  function look() {
    for (const slider of row.querySelectorAll(".widget-slider")) nameSlider(slider);
    for (const group of row.querySelectorAll(".widget-toggle-buttons")) nameGroup(group);
    for (const button of row.querySelectorAll(".widget-toggle-button, .widget-toggle-buttons button")) {
      say(button, "aria-pressed", String(button.classList.contains("mod-active")));
    }
    for (const field of row.querySelectorAll("input, select, textarea")) nameField(field);
  }

  look();
  observer.observe(row, { ...watched, attributeFilter: ["class", "aria-valuetext", "title"] });
  return () => observer.disconnect();
}

function say(element, attribute, words) {
  if (words && element.getAttribute(attribute) !== words) element.setAttribute(attribute, words);
}

function labelOf(control) {
  return control.querySelector(".widget-label")?.textContent.trim();
}

function nameSlider(slider) {
  for (const handle of slider.querySelectorAll(".noUi-handle")) {
    say(handle, "aria-label", labelOf(slider));
    say(handle, "aria-valuetext", slider.querySelector(".widget-readout")?.textContent.trim());
  }
}

function nameGroup(group) {
  say(group, "role", "group");
  say(group, "aria-label", labelOf(group));
}

// A field without a label of its own is named by its tooltip, or by the words before it in the row.
function nameField(field) {
  if (field.labels?.length && [...field.labels].some((label) => label.textContent.trim())) return;
  const control = field.closest(".jupyter-widgets");
  const before = control?.closest(".widget-hbox")?.querySelector(".widget-label");
  const words = [before?.textContent.trim(), field.title || control?.title].filter(Boolean);
  if (!field.hasAttribute("aria-label")) say(field, "aria-label", words.join(", "));
}
