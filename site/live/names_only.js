// JupyterLite reads every file that it keeps to list their names, and lists them after each save and when Python looks for a
// module: with the whole course kept, 18 MB each time. Here a notebook is listed by its name, any other file is read once,
// and what is known of them is listed.

// What the name of a notebook tells; its size and its dates are known only once it is read or saved.
const unread = (path) => ({
  name: path.split("/").at(-1),
  path,
  type: "notebook",
  format: "json",
  mimetype: "application/json",
  content: null,
  size: 0,
  writable: true,
  created: new Date(0).toISOString(),
  last_modified: new Date(0).toISOString(),
});

export async function listNamesOnly(files) {
  await files.ready();
  const { setItem } = files;
  const known = new Map();
  const note = (key, file) => known.set(key, { ...file, content: null });

  files.setItem = async (key, file, ...more) => {
    const kept = await setItem.call(files, key, file, ...more);
    note(key, file); // only now: where there is no more room, nothing was kept
    return kept;
  };

  // What is known of a file; nothing if another tab has just removed it.
  const knowledge = async (key) => {
    if (!known.has(key) && key.endsWith(".ipynb")) return unread(key);
    if (!known.has(key)) {
      const file = await files.getItem(key);
      if (file) note(key, file);
    }
    return known.get(key);
  };

  // Calls `take(file, key)` for each file that is kept, without its content, until it returns something.
  files.iterate = async (take) => {
    for (const key of await files.keys()) {
      const file = await knowledge(key);
      const found = file && take(file, key);
      if (found !== undefined) return found;
    }
  };
}
