"""A student: comes in, runs a notebook, and moves its sliders as a front end does."""

import asyncio
import time
import uuid

from benchmarks.classroom.messages import packed, unpacked

PAUSE = 0.5  # seconds: at most two changes a second
PATIENCE = 30  # seconds until a change counts as unanswered
SIGN = 5  # seconds between two signs of life from a page that shows a training
SLIDERS = {"SelectionSliderModel", "IntSliderModel", "FloatSliderModel"}


class Student:
    """One browser: a server on the Hub, a kernel, and the widgets that the notebook has made.

    A change is answered when two things have happened: the kernel has gone idle after it, for which the front end of
    ipywidgets waits, too, and its effect has arrived. That is the next message of a widget with buffers, pixels or numbers,
    or the new output of `interact`.
    """

    def __init__(self, hub, name, rng):
        self._hub, self.name, self._rng = hub, name, rng
        self._session, self.models = uuid.uuid4().hex, {}
        self._socket = self._kernel = self._listening = None
        self._waiting = {}  # id of a message -> the Future of its reply
        self._change = None  # the id of the change under way, and what has arrived for it
        self._come = asyncio.Event()

    # ---- the kernel

    async def come_in(self):
        """Start this student's own server, and open JupyterLab."""
        await self._hub.start_server(self.name)

    async def read(self, notebook):
        """The code cells of this student's copy of the notebook: pairs of id and source."""
        found = await self._hub.ask("GET", f"/user/{self.name}/api/contents/{notebook}?content=1")
        return [(cell["id"], cell["source"]) for cell in found["content"]["cells"] if cell["cell_type"] == "code"]

    async def run_all(self, cells):
        """Start a kernel and run all cells, sent at once, as *Run All* does."""
        base = f"/user/{self.name}/api/kernels"
        self._kernel = (await self._hub.ask("POST", base, {"name": "python3"}))["id"]
        self.models = {}
        self._socket = await self._hub.connect(f"{base}/{self._kernel}/channels?session_id={self._session}")
        self._listening = asyncio.create_task(self._listen())
        replies = [self._request("execute_request", _execution(source), {"cellId": cell}) for cell, source in cells]
        for reply in replies:
            content = await reply
            if content["status"] != "ok":
                raise RuntimeError(f"{self.name}: {content.get('ename')}: {content.get('evalue')}")

    async def close(self):
        """End the kernel."""
        self._listening.cancel()
        self._socket.close()
        await self._hub.delete(f"/user/{self.name}/api/kernels/{self._kernel}")

    def _request(self, kind, content, metadata=None):
        message, number = packed("shell", kind, content, self._session, metadata)
        self._waiting[number] = asyncio.get_running_loop().create_future()
        self._socket.write_message(message, binary=True)
        return self._waiting[number]

    async def _listen(self):
        while (message := await self._socket.read_message()) is not None:
            self._hear(*unpacked(message))
        lost = ConnectionError(f"{self.name} has lost the kernel")
        for reply in self._waiting.values():
            reply.done() or reply.set_exception(lost)

    def _hear(self, kind, parent, content, buffers):
        if kind == "execute_reply" and parent in self._waiting:
            self._waiting.pop(parent).set_result(content)
        elif kind == "comm_open":
            self.models[content["comm_id"]] = content["data"].get("state", {})
        elif kind == "comm_msg" and content["data"].get("method") == "update":
            self.models.get(content["comm_id"], {}).update(content["data"]["state"])
        if self._change is not None:
            is_ours, is_widget = parent == self._change["id"], kind == "comm_msg" and buffers > 0
            if kind == "status" and is_ours and content["execution_state"] == "idle":
                self._change["idle"] = time.perf_counter()
            if is_widget or (kind == "display_data" and is_ours):
                self._change.setdefault("answer", time.perf_counter())
            self._come.set()

    # ---- the widgets

    def _tell(self, model, data):
        message, number = packed("shell", "comm_msg", {"comm_id": model, "data": data}, self._session)
        self._socket.write_message(message, binary=True)
        return number

    def _send(self, model, content):
        self._tell(model, {"method": "custom", "content": content})

    def _with(self, trait, value=None):
        return [model for model, state in self.models.items() if value in (None, state.get(trait)) and trait in state]

    def guess(self):
        """Answer every question, so that nothing stays covered."""
        for card in self._with("question"):
            self._send(card, {"commit": 0})

    async def move(self, seconds):
        """Move sliders at random for so many seconds. Returns the seconds that each change took, NaN if no answer came."""
        sliders = [model for model, state in self.models.items() if state.get("_model_name") in SLIDERS]
        if not sliders:
            raise RuntimeError(f"{self.name} has no slider to move")
        taken, end = [], time.perf_counter() + seconds
        await asyncio.sleep(self._rng.uniform(0, PAUSE))
        while (start := time.perf_counter()) < end:
            taken.append(await self._moved(self._rng.choice(sliders)))
            await asyncio.sleep(max(0, start + PAUSE - time.perf_counter()))
        return taken

    async def _moved(self, slider):
        """Give the slider another value; return the seconds until the answer, NaN if that takes too long."""
        state = self._other_value(self.models[slider])
        self.models[slider].update(state)
        self._come.clear()
        start = time.perf_counter()
        self._change = {"id": self._tell(slider, {"method": "update", "state": state, "buffer_paths": []})}
        try:
            async with asyncio.timeout(PATIENCE):
                while not {"idle", "answer"} <= self._change.keys():
                    await self._come.wait()
                    self._come.clear()
        except TimeoutError:
            return float("nan")
        finally:
            change, self._change = self._change, None
        return max(change["idle"], change["answer"]) - start

    def _other_value(self, state):
        if "_options_labels" in state:
            return {"index": self._rng.choice([i for i in range(len(state["_options_labels"])) if i != state["index"]])}
        steps = round((state["max"] - state["min"]) / state["step"])
        now = round((state["value"] - state["min"]) / state["step"])
        other = self._rng.choice([i for i in range(steps + 1) if i != now])
        return {"value": type(state["step"])(state["min"] + other * state["step"])}

    async def play(self, seconds):
        """Press Play on the training board, show it for so many seconds, and press Pause."""
        boards = [model for model, state in self.models.items() if "counters" in state.get("frame", {})]
        before = [self.models[model]["frame"]["counters"] for model in boards]
        self._press("Play")
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            for model in boards:
                self._send(model, {"seen": True})
            await asyncio.sleep(min(SIGN, max(0, end - time.perf_counter())))
        if before == [self.models[model]["frame"]["counters"] for model in boards]:
            raise RuntimeError(f"{self.name} pressed Play, but nothing was trained")
        self._press("Pause")

    def _press(self, words):
        for button in self._with("description", words)[:1]:
            self._send(button, {"event": "click"})


def _execution(source):
    return {"code": source, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": True}
