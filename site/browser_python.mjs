// Python as it runs in the browser, here in Node: node browser_python.mjs PYODIDE, where PYODIDE is the folder that has it.
// Each line of standard input is a job in JSON, each line of the answer its result; browser_python.py writes and reads them.

import { join } from "node:path";
import process from "node:process";
import { createInterface } from "node:readline";
import { pathToFileURL } from "node:url";

const folder = process.argv[2];
const { loadPyodide } = await import(pathToFileURL(join(folder, "pyodide.mjs")));
const printed = { stdout: "", stderr: "" };
const listenTo = (name) => ({ batched: (text) => (printed[name] += `${text}\n`) });
const python = await loadPyodide({
  indexURL: folder,
  packageBaseUrl: folder.endsWith("/") ? folder : `${folder}/`,
  stdout: listenTo("stdout").batched,
  stderr: listenTo("stderr").batched,
});

const jobs = {
  load: async ({ packages }) => {
    await python.loadPackage(packages, { messageCallback() {} });
  },
  mount: ({ from, to }) => {
    python.FS.mkdirTree(to);
    python.mountNodeFS(to, from);
  },
  run: async ({ code }) => {
    const result = await python.runPythonAsync(code);
    return typeof result === "object" ? null : result;
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { job, ...what } = JSON.parse(line);
  Object.assign(printed, { stdout: "", stderr: "" });
  const [began, used] = [performance.now(), process.cpuUsage()];
  let answer;
  try {
    answer = { value: (await jobs[job](what)) ?? null };
  } catch (error) {
    answer = { error: String(error.message ?? error) };
  }
  const seconds = (performance.now() - began) / 1000;
  const { user, system } = process.cpuUsage(used);
  const measured = { seconds, processor: (user + system) / 1e6, heap: python["_module"].HEAP8.length };
  process.stdout.write(`${JSON.stringify({ ...answer, ...printed, ...measured })}\n`);
}
process.exit(); // which the channels of Python's event loop would put off
