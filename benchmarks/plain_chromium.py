"""Chromium as its users have it. A debugger such as Playwright's keeps all that a page loads, in the memory of the page."""

import json
import subprocess
import time
import urllib.request
from pathlib import Path

from websocket import create_connection

OPTIONS = "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --window-size=1280,800".split()


class PlainChromium:
    """Shows one page, with a profile of its own. It is asked for values and told to click, but not watched."""

    def __init__(self, path, profile, address):
        self._port = Path(profile) / "DevToolsActivePort"
        self._port.unlink(missing_ok=True)
        command = [path, *OPTIONS, f"--user-data-dir={profile}", "--remote-debugging-port=0", address]
        self._process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            self._socket = create_connection(self._find(address), suppress_origin=True)
        except BaseException:
            self._process.kill()
            raise

    def _find(self, address):
        """The address of the socket through which the page can be asked."""
        while not (self._port.exists() and self._port.read_text()):
            if self._process.poll() is not None:
                raise RuntimeError(f"Chromium ended at once, with the code {self._process.returncode}")
            time.sleep(0.1)
        port = self._port.read_text().split()[0]
        while True:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/json/list") as answer:
                pages = [page for page in json.load(answer) if page["url"].startswith(address)]
            if pages:
                return pages[0]["webSocketDebuggerUrl"]
            time.sleep(0.1)

    def ask(self, expression):
        """The value of this JavaScript expression in the page."""
        request = {"id": 1, "method": "Runtime.evaluate", "params": {"expression": expression, "returnByValue": True}}
        self._socket.send(json.dumps(request))
        answer = json.loads(self._socket.recv())["result"]
        if "exceptionDetails" in answer:
            raise RuntimeError(answer["exceptionDetails"])
        return answer["result"].get("value")

    def wait_until(self, expression):
        """Wait until this JavaScript expression is true in the page."""
        while not self.ask(expression):
            time.sleep(0.2)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._socket.close()
        self._process.terminate()
        self._process.wait()
