"""Serve the site to browsers on this computer: python site/serve.py [FOLDER]

The address is printed. PORT=8000 chooses the port; without it, a free one is taken.
"""

import contextlib
import functools
import os
import sys
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from build_site import FOLDER

# Browsers refuse modules and WebAssembly of another type, and what Python would guess depends on the computer.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".html": "text/html; charset=utf-8",
    ".ipynb": "application/json",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json",
    ".md": "text/markdown; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
}


class Handler(SimpleHTTPRequestHandler):
    """Answers with files of one folder, under one path; the browser asks each time whether its own copy is still right."""

    protocol_version = "HTTP/1.1"  # one connection for many files
    extensions_map = SimpleHTTPRequestHandler.extensions_map | TYPES

    def __init__(self, *arguments, under, **more):
        self.under = under
        super().__init__(*arguments, **more)

    def translate_path(self, path):
        """The file for this path; outside of the site's own path there is none."""
        if not path.startswith(self.under):
            return os.devnull + "/"
        return super().translate_path("/" + path.removeprefix(self.under))

    def end_headers(self):
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, *_):
        """Say nothing about each file."""


class Server(ThreadingHTTPServer):
    """A folder on the loopback interface: nobody else on the network can see it. `url` is its address."""

    daemon_threads = True

    def __init__(self, folder, port=0, under="/"):
        super().__init__(("127.0.0.1", port), functools.partial(Handler, directory=str(folder), under=under))
        self.url = f"http://127.0.0.1:{self.server_port}{under}"


@contextlib.contextmanager
def serving(folder, under="/"):
    """Serve a folder while the body runs; gives the address."""
    with Server(folder, under=under) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server.url
        server.shutdown()


def main():
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER
    if not (folder / "index.html").exists():
        sys.exit(f"There is no site in {folder} yet: make site builds it.")
    port = os.environ.get("PORT", "0")
    if not port.isdecimal():
        sys.exit(f"PORT must be a number, but is {port!r}.")
    try:
        server = Server(folder, int(port))
    except OSError as error:
        sys.exit(f"Port {port} can't be used ({error.strerror}). Without PORT, a free one is taken.")
    print(f"The course is at {server.url} on this computer, until you press Ctrl+C.")
    with server, contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


if __name__ == "__main__":
    main()
