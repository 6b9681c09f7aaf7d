// Sets formulas: node formulas.js path/of/katex.mjs, with a list of {tex, display} as JSON on standard input. Prints a list of
// HTML. A formula that KaTeX does not understand ends it, instead of standing in red on a page.
import process from "node:process";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const { default: katex } = await import(pathToFileURL(process.argv[2]));
const formulas = JSON.parse(readFileSync(0, "utf-8"));

const set = ({ tex, display }) => {
  try {
    return katex.renderToString(tex, { displayMode: display, throwOnError: true, strict: "ignore" });
  } catch (error) {
    throw new Error(`$${tex}$: ${error.message}`, { cause: error });
  }
};

process.stdout.write(JSON.stringify(formulas.map(set)));
