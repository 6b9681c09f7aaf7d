"""What a screen reader is told of a part of a page, as text: a line for each thing, with its role, name, value and state."""

SILENT = {"none", "generic", "InlineTextBox", "LineBreak", "ListMarker"}  # their children are told in their place
STATES = "pressed", "checked", "selected", "expanded", "disabled", "readonly"


def tree(page, element):
    """The accessibility tree of what is in this element, as Chromium hands it on, indented."""
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("Accessibility.enable")
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    element.evaluate("element => { window.toldElement = element }")
    handle = session.send("Runtime.evaluate", {"expression": "window.toldElement"})["result"]["objectId"]
    place = session.send("DOM.describeNode", {"objectId": handle})["node"]["backendNodeId"]
    session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    root = next(node for node in nodes if node.get("backendDOMNodeId") == place)
    return "\n".join(_lines(root, by_id, 0, ""))


def _lines(node, nodes, depth, said):
    """The lines of a node and all below it; `said` is the name of the thing around it, whose words need no repetition."""
    role, name = (node.get(key, {}).get("value", "") for key in ("role", "name"))
    is_told = not (node.get("ignored") or role in SILENT or (role == "StaticText" and name.strip() in said))
    if is_told and name.strip() + role:
        yield "  " * depth + _line(node, role, " ".join(name.split()))
    for child in node.get("childIds", []):
        if child in nodes:
            yield from _lines(nodes[child], nodes, depth + is_told, name if is_told else said)


def _line(node, role, name):
    if role == "StaticText":
        return name
    value = node.get("value", {}).get("value", "")
    properties = {each["name"]: each["value"].get("value") for each in node.get("properties", [])}
    value = properties.get("valuetext") or value
    states = [_state(state, properties[state]) for state in STATES if properties.get(state) not in (None, "")]
    described = node.get("description", {}).get("value", "")
    parts = [
        role,
        f'"{name}"' if name else "",
        f"= {value}" if value != "" else "",
        *states,
        f"({described})" if described else "",
    ]
    return " ".join(part for part in parts if part)


def _state(state, value):
    return f"[{state}]" if value in (True, "true") else f"[not {state}]"
