"""A real kernel, driven as a notebook drives it."""

import contextlib
import os

from jupyter_client.manager import start_new_kernel


class Kernel:
    """Runs cells in a kernel. `run` returns what the cell printed and raises what it raised, as text."""

    def __init__(self, client):
        self._client = client

    def run(self, code, cell=None):
        """Run the code as the cell of this id; None stands for a front end that sends no id."""
        printed, error = self._run(code, cell)
        if error is not None:
            raise AssertionError("\n".join(error["traceback"]))
        return printed["stdout"].strip()

    def fails(self, code, cell=None):
        """The error of a cell, "NameError: ...", and what is printed below it."""
        printed, error = self._run(code, cell)
        assert error is not None, "the cell has not failed"
        return f"{error['ename']}: {error['evalue']}", printed["stderr"].strip()

    def _run(self, code, cell):
        # After an error, a kernel would skip the requests that arrive next, and say that it is done with them.
        content = {"code": code, "silent": False, "store_history": True, "allow_stdin": False, "stop_on_error": False}
        metadata = {} if cell is None else {"cellId": cell}
        return self._answer(self._client.session.msg("execute_request", content, metadata=metadata))

    def _answer(self, message):
        """Send this message, and wait until the kernel is done with it."""
        self._client.shell_channel.send(message)
        printed, error = {"stdout": "", "stderr": ""}, None
        while True:
            reply = self._client.get_iopub_msg(timeout=120)
            if reply["parent_header"].get("msg_id") != message["header"]["msg_id"]:
                continue
            kind, content = reply["msg_type"], reply["content"]
            if kind == "stream":
                printed[content["name"]] += content["text"]
            elif kind == "error":
                error = content
            elif kind == "status" and content["execution_state"] == "idle":
                return printed, error

    def subshell(self):
        """The id of a new subshell, in which newer front ends have messages to widgets handled; None in older kernels."""
        self._client.kernel_info()
        if "kernel subshells" not in self._client.get_shell_msg(timeout=120)["content"].get("supported_features", []):
            return None
        self._client.control_channel.send(self._client.session.msg("create_subshell_request"))
        return self._client.get_control_msg(timeout=120)["content"]["subshell_id"]

    def tell(self, widget, data, subshell=None):
        """Send this to the widget with this id, as a page does; an error while the kernel handles it is raised, as text."""
        message = self._client.session.msg("comm_msg", {"comm_id": widget, "data": data})
        if subshell is not None:
            message["header"]["subshell_id"] = subshell
        _, error = self._answer(message)
        if error is not None:
            raise AssertionError("\n".join(error["traceback"]))

    def value(self, expression):
        """The value of this expression in the kernel: plain numbers, texts or lists."""
        return eval(self.run(f"print(repr({expression}))"), {})


@contextlib.contextmanager
def kernel(**variables):
    """A kernel of its own, with these environment variables besides ours; ended afterwards."""
    manager, client = start_new_kernel(kernel_name="python3", env=os.environ | variables)
    try:
        yield Kernel(client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
