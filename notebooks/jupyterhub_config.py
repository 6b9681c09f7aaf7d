"""JupyterHub for a class: `jupyterhub --config=notebooks/jupyterhub_config.py`.

It stands beside the notebooks that it hands out. TEACHING.md says what to install and how large the machine has to be, and
`make bench ARGS=classroom` tries this very file with a class of thirty.
"""

import atexit
import importlib.util
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

c = get_config()  # JupyterHub gives it to this file

FOLDER = "course"  # in the home of each student

# Who may come in: whoever has an account on this machine. For other ways see the page "Authenticators" of JupyterHub.
c.Authenticator.allow_all = True

# A student who comes in finds the notebooks, without the solutions. Those that are there already are kept: they are theirs.
notebooks = [str(path) for path in sorted(Path(__file__).parent.glob("*.ipynb")) if path.stem != "solutions"]
copy = f"mkdir -p {FOLDER}; cp --no-clobber {shlex.join(notebooks)} {FOLDER} 2>/dev/null;"

# Matplotlib lists the fonts of the machine for each user anew, and takes as long for it as for its import: so once for all.
fonts = Path(tempfile.mkdtemp(prefix="fonts-"))
fonts.chmod(0o755)
atexit.register(shutil.rmtree, fonts, ignore_errors=True)
make = [sys.executable, "-c", "import matplotlib.font_manager"]
subprocess.run(make, env=os.environ | {"MPLCONFIGDIR": str(fonts)}, stderr=subprocess.DEVNULL)
CACHE = "~/.cache/matplotlib"
copy += f" mkdir -p {CACHE}; cp --no-clobber {fonts}/fontlist*.json {CACHE} 2>/dev/null;"

# Kernels listen on files, not on ports. Of thirty that start at the same moment, two may choose the same port, and then one
# of them never answers. It is safer, too: no one else on the machine can connect. The folder's name must be short.
copy += " export JUPYTER_RUNTIME_DIR=$(mktemp -d);"

# A server needs no package that tells whether an event names an international address. To load it would take more than half
# of the processor time of a start.
start = "import sys; sys.modules['rfc3987_syntax'] = None; from jupyterhub.singleuser import main; main()"
c.Spawner.cmd = ["sh", "-c", f'{copy} exec "$@"', "sh", sys.executable, "-c", start]
c.Spawner.notebook_dir = f"~/{FOLDER}"
c.Spawner.default_url = "/lab/tree/00_start_here.ipynb"

c.Spawner.environment = {
    # nnlib computes on one thread by itself; this is for what students write. A second thread would mostly wait.
    "OPENBLAS_NUM_THREADS": "1",
    # Each kernel can say which cell to run first, even before a cell of the course has run.
    "PYTHONSTARTUP": str(Path(importlib.util.find_spec("nnlib").origin).with_name("startup.py")),
}

# Thirty who come in at the same moment wait for one another: on two processors for a minute or two. That is no error.
c.Spawner.start_timeout = 300
c.Spawner.http_timeout = 300

c.Spawner.args = [
    "--KernelManager.transport=ipc",
    # A kernel stays alive when its tab is closed. An hour after the last page has gone, it ends.
    "--MappingKernelManager.cull_idle_timeout=3600",
    "--MappingKernelManager.cull_interval=300",
    # What a class does not need, and each server would load all the same.
    "--ServerApp.jpserver_extensions={'jupyter_lsp': False, 'jupyter_server_terminals': False}",
    "--LabApp.news_url=None",
]

# The default spawner does not hold anyone to this; those of systemd, Docker and Kubernetes do.
c.Spawner.mem_limit = "1G"
