// The presenter's view of a notebook.

import { scenesOf } from "./presenting/scenes.js";
import { openStage } from "./presenting/stage.js";

// Presents the scene that the widget with this model is part of; `output` gets the focus back.
async function present({ widget_manager: manager, get }, output) {
  const scenes = await scenesOf(manager.context.model.cells, manager);
  // Each widget has a layout of its own, so it tells which of the parts this one is.
  const number = scenes.findIndex(({ parts }) => parts.some((part) => part.get("layout") === get("layout")));
  if (number >= 0 && !document.querySelector(".nnlib-presenting")) openStage(scenes, number, manager, output);
}

export default present;
