import assert from "node:assert/strict";
import test from "node:test";
import { folderOf } from "../../nnlib/widgets/js/shared/links.js";

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
