// Where this browser has no more room, JupyterLab would open a window without a reason at each autosave, every other second.
// Here its bar says it, for as long as it is so (notebook_frame.js), and the notebook is saved as soon as there is room.

// In words, why something could not be kept.
export function reason(error) {
  return /quota/i.test(error) ? "this browser has no more room." : error.message || String(error);
}

// After each attempt to save the file `path`, calls `tell` with the reason why it is not kept, or with nothing.
export function tellOfEachSave(contents, path, tell) {
  const { save } = contents;
  contents.save = async (saved, ...more) => {
    try {
      const kept = await save.call(contents, saved, ...more);
      if (saved === path) tell("");
      return kept;
    } catch (error) {
      if (saved !== path) throw error;
      tell(reason(error));
      throw Object.assign(new Error(String(error)), { name: "ModalCancelError" }); // for which JupyterLab opens no window
    }
  };
}
