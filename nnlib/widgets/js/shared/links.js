// Links from a widget to a section of another notebook.

// In JupyterLab a click opens the notebook there, as a link in the prose does: these attributes are how it finds a command.
// The path begins at the server's root, and the address of the page says where we are. Jupyter Notebook has no such command
// and opens each notebook in a page of its own. Elsewhere it is a plain link.
export function linkTo(file, section, words) {
  const fragment = `#${section.replaceAll(" ", "-")}`;
  const link = document.createElement("a");
  link.textContent = words;
  link.href = file + fragment;
  if (isOfNotebook(location.pathname)) {
    link.target = "_blank";
    return link;
  }
  link.dataset.commandlinkerCommand = "rendermime:handle-local-link";
  link.dataset.commandlinkerArgs = JSON.stringify({ path: folderOf(location.pathname) + file, id: fragment });
  link.addEventListener("click", () => goToHeading(section, link.closest(".jp-NotebookPanel")));
  return link;
}

// Whether Jupyter Notebook shows a notebook at this address.
export function isOfNotebook(pathname) {
  return /\/(tree|notebooks)\/.*\.ipynb$/.exec(pathname)?.[1] === "notebooks"; // JupyterLab says "tree" before its folders
}

const PATIENCE = 15_000; // milliseconds
const SETTLING = 3000; // milliseconds in which pictures above a heading may still come, and move it
const INPUT = ["wheel", "keydown", "pointerdown", "touchstart"];

// JupyterLab looks for the section at once, but the headings of a notebook that was closed come later: it would stay at its
// beginning. So we go there when the heading is on the page, in another notebook than the one that we leave.
function goToHeading(section, left) {
  const look = () => {
    const found = [...document.querySelectorAll(".jp-NotebookPanel :is(h1, h2, h3)")].find(
      (heading) =>
        heading.firstChild?.textContent.trim() === section &&
        heading.checkVisibility() &&
        heading.closest(".jp-NotebookPanel") !== left,
    );
    if (!found) return;
    stop();
    stayAt(found);
  };
  const watching = new MutationObserver(look);
  const late = setTimeout(stop, PATIENCE);
  function stop() {
    watching.disconnect();
    clearTimeout(late);
  }
  watching.observe(document.body, { childList: true, subtree: true });
}

// Scrolls there until the notebook has settled, or the learner does something.
function stayAt(heading) {
  const ended = new AbortController();
  for (const type of INPUT) addEventListener(type, () => ended.abort(), { signal: ended.signal, capture: true });
  setTimeout(() => ended.abort(), SETTLING);
  const stay = () => {
    if (ended.signal.aborted) return;
    heading.scrollIntoView();
    requestAnimationFrame(stay);
  };
  stay();
}

// The folder of the notebook that a page of this address shows: "" or, for example, "course/".
export function folderOf(pathname) {
  const found = /\/(?:tree|notebooks)\/(.*\/)?[^/]*\.ipynb$/.exec(pathname);
  return decodeURIComponent(found?.[1] ?? "");
}
