"""Where the tests of the notebooks run: a front end in a browser.

`make test` takes the first, `make test-all` takes all, and NNLIB_FRONT_ENDS="notebook-chromium jupyterlab-firefox" two.
"""

import os

from live_lab import EVERYTHING

ALL = ["jupyterlab-chromium", "notebook-chromium", "jupyterlab-firefox"]
CHOSEN = os.environ.get("NNLIB_FRONT_ENDS", " ".join(ALL) if EVERYTHING else ALL[0]).split()
