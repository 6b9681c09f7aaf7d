import assert from "node:assert/strict";
import test from "node:test";
import { folderOf, isOfNotebook } from "../../nnlib/widgets/js/shared/links.js";

test("the folder of a notebook is found in the address of its page", () => {
  const cases = {
    "/lab/tree/03_one_image.ipynb": "",
    "/lab/tree/my%20course/03_one_image.ipynb": "my course/",
    "/user/ada/lab/tree/course/03_one_image.ipynb": "course/",
    "/lab/workspaces/auto-k/tree/a/b/03_one_image.ipynb": "a/b/",
    "/notebooks/course/03_one_image.ipynb": "course/",
    "/live/notebooks/index.html": "",
    "/lab": "",
  };
  for (const [pathname, folder] of Object.entries(cases)) assert.equal(folderOf(pathname), folder, pathname);
});

test("Jupyter Notebook is known by the address of its page", () => {
  const cases = {
    "/notebooks/03_one_image.ipynb": true,
    "/user/ada/notebooks/my%20course/03_one_image.ipynb": true,
    "/notebooks/tree/03_one_image.ipynb": true,
    "/lab/tree/notebooks/03_one_image.ipynb": false,
    "/doc/tree/03_one_image.ipynb": false,
    "/live/notebooks/index.html": false,
  };
  for (const [pathname, is] of Object.entries(cases)) assert.equal(isOfNotebook(pathname), is, pathname);
});
