"""Reads a learner's function without calling it: is it empty, which names does it use, where does it return?"""

import ast
import dis
import inspect
import re
import textwrap
import types

import numpy as np

NO_OPERATION = ("NOP", "RESUME", "LOAD_CONST", "RETURN_CONST", "RETURN_VALUE", "COPY_FREE_VARS")
INDEX = re.compile(r"(\w+)\[(\w+)(?:\s*([-+])\s*(\d+))?\]")  # zs[l], zs[l - 1], zs[l + 1]


def is_empty(function):
    """Whether the body does nothing: `...`, `pass`, or only a docstring."""
    try:
        return all(instruction.opname in NO_OPERATION for instruction in dis.get_instructions(inspect.unwrap(function)))
    except (TypeError, ValueError):  # not written in Python
        return False


def holds_dots(function):
    """Whether its text still has a blank, `...`. As an index, `a[..., 0]`, or on a line of their own, the dots are none."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    except (OSError, TypeError, SyntaxError):  # its text is not known
        return False
    other_uses = [node.slice for node in ast.walk(tree) if isinstance(node, ast.Subscript)]
    other_uses += [node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)]
    others = {id(part) for node in other_uses if isinstance(node, ast.Constant | ast.Tuple) for part in ast.walk(node)}
    return any(isinstance(node, ast.Constant) and node.value is ... and id(node) not in others for node in ast.walk(tree))


def unused(function, arguments):
    """Those of its arguments that the function never reads."""
    code = getattr(inspect.unwrap(function), "__code__", None)
    if code is None:
        return []
    read = set(code.co_cellvars)
    for instruction in dis.get_instructions(code):
        if "LOAD" in instruction.opname and instruction.argval is not None:
            read |= set(instruction.argval) if isinstance(instruction.argval, tuple) else {str(instruction.argval)}
    return [name for name in arguments if name not in read]


def from_the_notebook(function, names):
    """The first variable of the notebook that the function uses instead of an argument: an array, or one of these names."""
    function = inspect.unwrap(function)
    given = getattr(function, "__globals__", {})
    for name in _globals_used(getattr(function, "__code__", None)):
        value = given.get(name)
        is_data = not callable(value) and not isinstance(value, types.ModuleType)
        if name in given and is_data and (name in names or isinstance(value, np.ndarray)):
            return name
    return None


def _globals_used(code):
    """The names that this code, and what is defined inside it, looks for outside."""
    if code is None:
        return []
    own = [i.argval for i in dis.get_instructions(code) if i.opname in ("LOAD_GLOBAL", "LOAD_NAME")]
    inner = [constant for constant in code.co_consts if isinstance(constant, types.CodeType)]
    return own + [name for each in inner for name in _globals_used(each)]


def returns_in_first_round(function):
    """Whether a loop ends with a `return` in its first round, whatever it is given."""
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(inspect.unwrap(function))))
    except (OSError, TypeError, IndexError, SyntaxError):  # the text is not known
        return False
    loops = [node for node in ast.walk(tree) if isinstance(node, ast.For | ast.While)]
    return any(isinstance(loop.body[-1], ast.Return) and not _goes_on(loop) for loop in loops)


def _goes_on(loop):
    """Whether a loop may skip the rest of a round."""
    return any(isinstance(node, ast.Continue) for node in ast.walk(loop))


def index_out_of_place(line, variables):
    """The sentence for an index in this line that is below 0 or too large for its list; "" if there is none."""
    for text, held, counter, sign, step in (match.group(0, *range(1, 5)) for match in INDEX.finditer(line)):
        values, at = variables.get(held), variables.get(counter)
        if not isinstance(values, list | tuple | np.ndarray) or not isinstance(at, int | np.integer):
            continue
        index = at + int(f"{sign or '+'}{step or 0}")
        if index < 0:
            return f"There `{counter}` is {at}, and so `{text}` is `{held}[{index}]`, counted from the end."
        if index >= len(values):
            return f"There `{counter}` is {at}, but `{held}` ends with `{held}[{len(values) - 1}]`."
    return ""
