// Stands at the end of pyodide.js in the worker of a kernel. There, Python waits until the page has answered a question about
// the learner's files: here each question gets an answer, and what the page could not do becomes an OSError.

if (typeof WorkerGlobalScope === "function") {
  const load = self.loadPyodide;

  self.loadPyodide = async (options) => {
    const python = await load(options);
    const { FS } = python;
    const { mount } = FS;
    FS.mount = (drive, ...where) => {
      if (drive.API?.request) answerAlways(drive);
      return askOnce(mount(drive, ...where));
    };
    return python;
  };
}

// What the top of a mounted folder is, never changes, and Python asks at each import whether the module is there.
function askOnce(top) {
  const { node_ops } = top;
  let answer;
  top.node_ops = Object.assign(Object.create(node_ops), { getattr: () => (answer ??= node_ops.getattr(top)) });
  return top;
}

function answerAlways(drive) {
  const { API, FS, ERRNO_CODES, node_ops, stream_ops } = drive;

  const failure = (why) => {
    if (/could not find/i.test(why)) return ERRNO_CODES.ENOENT;
    return /quota/i.test(why) ? ERRNO_CODES.ENOSPC : ERRNO_CODES.EIO;
  };

  const ask = API.request.bind(API);
  API.request = (question) => {
    let answer;
    try {
      answer = ask(asText(question));
    } catch (error) {
      answer = { failed: String(error) }; // no answer: the page is gone, or its service worker
    }
    if (answer?.failed) throw new FS.ErrnoError(failure(answer.failed)); // see lite_interface.py
    return answer;
  };

  // Python remembers where a file is. If another tab has removed it, it is looked for again the next time.
  const look =
    (find) =>
    (of, ...more) => {
      try {
        return find(of, ...more);
      } catch (error) {
        if (error.errno === ERRNO_CODES.ENOENT) FS.hashRemoveNode(of.node ?? of);
        throw error;
      }
    };
  for (const what of ["getattr", "setattr"]) node_ops[what] = look(node_ops[what].bind(node_ops));
  stream_ops.open = look(stream_ops.open.bind(stream_ops));
}

// JupyterLite reads a .json file before it keeps it, and fails where it is empty, as each is that is opened to be written over,
// or no JSON: such a file is kept as text.
function asText(question) {
  const { method, data } = question;
  if (method !== "put" || data.format !== "json") return question;
  try {
    JSON.parse(data.data);
    return question;
  } catch {
    return { ...question, data: { ...data, format: "text" } };
  }
}
