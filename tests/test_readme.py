"""The Python in README.md runs, and does what a reader would expect of it."""

import re
from pathlib import Path

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")


def test_the_example_runs_and_learns(capsys):
    (example,) = re.findall(r"^```python\n(.+?)^```", README, re.MULTILINE | re.DOTALL)
    exec(example, {})
    lines = capsys.readouterr().out.splitlines()
    costs, rights = zip(*(map(float, re.findall(r"(\d+\.\d+)", line)) for line in lines))
    assert len(lines) == 5
    assert list(costs) == sorted(costs, reverse=True) and costs[-1] < costs[0] / 2
    assert rights[-1] > 85
