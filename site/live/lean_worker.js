// Stands at the end of pyodide.js in the worker of a kernel, and keeps copies out of the memory of worker and page: a browser
// collects them late, when they have grown to some hundred megabytes.

if (typeof WorkerGlobalScope === "function") {
  const [post, load] = [self.postMessage.bind(self), self.loadPyodide];

  // What a message holds of pixels and numbers is handed over to the page.
  self.postMessage = (message, options) => {
    const views = message?._kernelMessage?.buffers ?? [];
    const whole = views.filter(({ buffer, byteLength }) => buffer?.byteLength === byteLength); // and no part of Python's memory
    post(message, options ?? [...new Set(whole.map(({ buffer }) => buffer))]);
  };

  // Packages are unpacked a whole file at a time: a file that grows piece by piece is copied for each of them.
  self.loadPyodide = async ({ packages, ...options }) => {
    const python = await load(options);
    python.runPython("import shutil; shutil.COPY_BUFSIZE = 2**24");
    await python.loadPackage(packages, { messageCallback() {} });
    return python;
  };
}
