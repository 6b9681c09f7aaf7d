// Links from a widget to a section of another notebook.

// In JupyterLab and Notebook a click opens the notebook there, as a link in the prose does: these attributes are how they
// find a command. The path begins at the server's root, and the address of the page says where we are. Elsewhere it is a
// plain link.
export function linkTo(file, section, words) {
  const fragment = `#${section.replaceAll(" ", "-")}`;
  const link = document.createElement("a");
  link.textContent = words;
  link.href = file + fragment;
  link.dataset.commandlinkerCommand = "rendermime:handle-local-link";
  link.dataset.commandlinkerArgs = JSON.stringify({ path: folderOf(location.pathname) + file, id: fragment });
  return link;
}

// The folder of the notebook that a page of this address shows: "" or, for example, "course/".
export function folderOf(pathname) {
  const found = /\/(?:tree|notebooks)\/(.*\/)?[^/]*\.ipynb$/.exec(pathname);
  return decodeURIComponent(found?.[1] ?? "");
}
