// What connects a widget with Python, and with the screen.

// Python's None: null, but undefined where Python runs in the browser. A value that may be None is only asked in this way.
export function isNone(value) {
  return value === null || value === undefined;
}

// Set traits of the model and tell Python.
export function change(model, traits) {
  model.set(traits);
  model.save_changes();
}

// Add listeners, {"change:selected": show, ...}; returns a function that removes them.
export function listen(model, listeners) {
  for (const [event, listener] of Object.entries(listeners)) model.on(event, listener);
  return () => {
    for (const [event, listener] of Object.entries(listeners)) model.off(event, listener);
  };
}

// `soon()` calls paint before the next frame, once, however often it is asked; `cancel()` calls that off.
export function oncePerFrame(paint) {
  let waiting = 0;
  const cancel = () => {
    cancelAnimationFrame(waiting);
    waiting = 0;
  };
  const soon = () => {
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      paint();
    });
  };
  return { soon, cancel };
}

// Calls `changed` whenever the size of the element changes, and once at the start; returns a function that ends this.
export function onResize(place, changed) {
  const observer = new ResizeObserver(changed);
  observer.observe(place);
  return () => observer.disconnect();
}
