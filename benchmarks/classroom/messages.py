"""The messages of a kernel on a websocket, framed as JupyterLab and the server frame them."""

import json
import uuid

USED = {"comm_open", "comm_msg", "execute_reply", "status", "error"}  # we ignore the content of others


def packed(channel, kind, content, session, metadata=None):
    """The bytes of a new message, and its id."""
    number = uuid.uuid4().hex
    header = {"msg_id": number, "msg_type": kind, "session": session, "username": "", "version": "5.3"}
    header["date"] = "2000-01-01T00:00:00Z"  # never read
    parts = [channel.encode(), *(json.dumps(part).encode() for part in (header, {}, metadata or {}, content))]
    offsets = [8 * (len(parts) + 2)]
    for part in parts:
        offsets.append(offsets[-1] + len(part))
    numbers = [len(offsets), *offsets]
    return b"".join([*(n.to_bytes(8, "little") for n in numbers), *parts]), number


def unpacked(message):
    """The type of a message, the id of what it answers, its content if it is of USED, and how many buffers it has."""
    count = int.from_bytes(message[:8], "little")
    ends = [int.from_bytes(message[8 * i : 8 * i + 8], "little") for i in range(1, count + 1)]
    parts = [message[start:end] for start, end in zip(ends, ends[1:])]
    _, header, parent, _, content, *buffers = parts
    kind = json.loads(header)["msg_type"]
    return kind, json.loads(parent).get("msg_id"), json.loads(content) if kind in USED else None, len(buffers)
