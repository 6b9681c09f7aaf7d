"""What the screen reader Orca says of a page, without a screen or a loudspeaker: python scripts/hear.py ADDRESS [KEY ...]

Opens it in Firefox, lets Orca read it to its end, then presses the keys, as xdotool names them (Tab, Right, space), and
prints what is said after each. Needs Debian's packages at-spi2-core, dbus, firefox-esr, openbox, orca, xdotool and xvfb.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

NEEDED = ["Xvfb", "dbus-run-session", "firefox-esr", "openbox", "orca", "xdotool"]
REGISTRY = "/usr/libexec/at-spi-bus-launcher", "--launch-immediately"
DISPLAY = ":77"
QUIET = 10  # seconds; by then Orca has said all that it will say
AT_FIRST = 60  # the same while a page is loaded
SAID = re.compile(r"SPEECH OUTPUT: '(.*?)'\s*(?:\{|$)")


class Heard:
    """What Orca has written of its speech into a file."""

    def __init__(self, path):
        self.path, self.read = path, 0

    def wait(self, quiet):
        """Print what is said until nothing has been said for `quiet` seconds."""
        last = time.monotonic()
        while time.monotonic() - last < quiet:
            time.sleep(0.2)
            lines = self.path.read_text(encoding="utf-8", errors="replace").splitlines() if self.path.exists() else []
            said = [found[1] for found in map(SAID.search, lines) if found][self.read :]
            if said:
                print(*(f"  {words}" for words in said), sep="\n", flush=True)
                self.read, last = self.read + len(said), time.monotonic()


def hear(address, keys):
    """Start what is needed, in a session of its own, and listen."""
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder, "orca.log")
        heard, started = Heard(log), []
        surroundings = os.environ | {
            "DISPLAY": DISPLAY,
            "HOME": folder,
            "XDG_RUNTIME_DIR": folder,
            "GNOME_ACCESSIBILITY": "1",
        }

        def start(*command):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            started.append(subprocess.Popen(command, env=surroundings, **quiet))

        try:
            start("Xvfb", DISPLAY, "-screen", "0", "1280x900x24")
            time.sleep(1)
            start("openbox")
            start(*REGISTRY)
            start("orca", "--replace", f"--debug-file={log}")
            heard.wait(QUIET)
            start("firefox-esr", "--no-remote", "--profile", folder, address)
            heard.wait(AT_FIRST)
            for key in keys:
                print(key)
                subprocess.run(["xdotool", "key", key], env=surroundings, check=True)
                heard.wait(QUIET)
        finally:
            for process in reversed(started):
                process.terminate()
                process.wait()


def main(address, *keys):
    missing = [name for name in NEEDED if shutil.which(name) is None]
    if missing:
        sys.exit(f"Please install {', '.join(missing)}; see the first lines of {Path(__file__).name}.")
    if "NNLIB_HEARS" in os.environ:
        hear(address, keys)
    else:  # once more, in a session of its own for the bus through which Firefox and Orca talk
        command = ["dbus-run-session", "--", sys.executable, __file__, address, *keys]
        sys.exit(subprocess.run(command, env=os.environ | {"NNLIB_HEARS": "1"}, stderr=subprocess.DEVNULL).returncode)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(*sys.argv[1:])
