import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";

const folder = new URL("../../nnlib/widgets/js/", import.meta.url);
const files = readdirSync(folder, { recursive: true }).filter((name) => name.endsWith(".js"));

for (const file of files) {
  test(`${file} imports only what is there, and needs no page to be loaded`, async () => {
    assert.ok(await import(new URL(file.replaceAll("\\", "/"), folder)));
  });
}
