"""Print the versions that `make test-lowest` installs, as constraints for pip; pyproject.toml sets them.

python scripts/constraints.py lowest      the lower bound of every dependency
python scripts/constraints.py browser     what the browser's Python brings
"""

import sys
import tomllib
from pathlib import Path

PYPROJECT = Path(__file__).resolve().parent.parent / "pyproject.toml"


def lowest(settings):
    """The lower bounds of what the library, the notebooks and the tests need."""
    project = settings["project"]
    extras = project["optional-dependencies"]
    return [line.replace(">=", "==") for line in project["dependencies"] + extras["notebooks"] + extras["dev"]]


def browser(settings):
    return settings["tool"]["nnlib"]["browser"]


KINDS = {"lowest": lowest, "browser": browser}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in KINDS:
        sys.exit(__doc__)
    print(*KINDS[sys.argv[1]](tomllib.loads(PYPROJECT.read_text(encoding="utf-8"))), sep="\n")


if __name__ == "__main__":
    main()
