"""Starts a JupyterHub on loopback, talks to it as an administrator, and ends it together with all that it has started."""

import asyncio
import ctypes
import json
import os
import secrets
import socket
import subprocess
import tempfile
from pathlib import Path

import psutil
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import websocket_connect

from benchmarks.classroom.environment import PROXY, PYTHON
from benchmarks.turns import ROOT

CONFIG = Path(__file__).parent / "jupyterhub_config.py"
SET_CHILD_SUBREAPER = 36  # of Linux's prctl: a server whose Hub has died becomes our child, so that we can end it
LARGEST = 2**28  # bytes of a message
STARTING = 60  # seconds, at most, until the Hub itself answers


class Hub:
    """`async with Hub() as hub`: a running JupyterHub. When the block ends, so does everything that it has started."""

    async def __aenter__(self):
        AsyncHTTPClient.configure(None, max_clients=1000)
        ctypes.CDLL(None).prctl(SET_CHILD_SUBREAPER, 1)
        self._token = secrets.token_hex(16)
        self._place = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        ports = free_ports(3)
        self.url = f"http://127.0.0.1:{ports[0]}"
        place = {"url": self.url, "hub_port": ports[1], "proxy_port": ports[2], "proxy": str(PROXY)}
        place |= {"token": self._token, "folder": self._place.name}
        self.log = Path(self._place.name, "log")
        with open(self.log, "w") as log:
            self.process = subprocess.Popen(
                [PYTHON, "-m", "jupyterhub", f"--config={CONFIG}"],
                cwd=self._place.name,
                env=environment() | {"CLASSROOM": json.dumps(place)},
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            await asyncio.wait_for(self._answers(), STARTING)
        except BaseException:
            self.stop()
            raise
        return self

    async def __aexit__(self, *_):
        self.stop()

    async def _answers(self):
        while True:
            try:
                return await self.ask("GET", "/hub/api/")
            except Exception as error:
                if self.process.poll() is not None:
                    raise RuntimeError(f"the Hub has ended:\n{self.log.read_text()[-3000:]}") from error
                await asyncio.sleep(0.2)

    def stop(self):
        """End the Hub, the proxy, all servers and all kernels."""
        self.process.terminate()
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            pass
        while left := psutil.Process().children(recursive=True):
            for process in left:
                try:
                    process.kill()
                except psutil.NoSuchProcess:
                    pass
            psutil.wait_procs(left, 5)
        self._place.cleanup()

    async def ask(self, method, path, body=None, seconds=600, **options):
        """The answer to a request, decoded."""
        content = None if method == "GET" else json.dumps(body or {})
        response = await AsyncHTTPClient().fetch(self._request(path, seconds, method=method, body=content, **options))
        return json.loads(response.body) if response.body else None

    async def delete(self, path):
        """Delete what is at this path."""
        await AsyncHTTPClient().fetch(self._request(path, 60, method="DELETE"))

    async def start_server(self, name):
        """Start this student's server, and wait as the Hub's own page does, which hears how far the server is."""
        await self.ask("POST", f"/hub/api/users/{name}")
        await self.ask("POST", f"/hub/api/users/{name}/server")
        heard = []
        path = f"/hub/api/users/{name}/server/progress"
        await AsyncHTTPClient().fetch(self._request(path, 600, streaming_callback=heard.append))
        events = [json.loads(line[6:]) for line in b"".join(heard).decode().splitlines() if line.startswith("data: {")]
        if not any(event.get("ready") for event in events):
            raise RuntimeError(f"the server of {name} did not start: {events[-1:]}\n{self.log.read_text()[-3000:]}")

    async def connect(self, path):
        """A websocket to this path, with the messages of kernels as JupyterLab sends them."""
        request = self._request(path.replace("http", "ws", 1), 600)
        request.url = request.url.replace("http", "ws", 1)
        return await websocket_connect(
            request, subprotocols=["v1.kernel.websocket.jupyter.org"], max_message_size=LARGEST, ping_interval=30
        )

    def _request(self, path, seconds, **options):
        headers = {"Authorization": f"token {self._token}"}
        return HTTPRequest(self.url + path, headers=headers, request_timeout=seconds, connect_timeout=seconds, **options)


def environment():
    """The variables of this process, without those that would tell students' kernels what a Hub does not."""
    ours = {name: value for name, value in os.environ.items() if not name.endswith("_NUM_THREADS")}
    return ours | {"PYTHONPATH": str(ROOT)}


def free_ports(count):
    """Free ports on the loopback."""
    sockets = [socket.socket() for _ in range(count)]
    for each in sockets:
        each.bind(("127.0.0.1", 0))
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports
