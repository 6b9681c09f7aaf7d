"""The test of what one has understood: twenty items, each wrong answer of which stands for something that many believe.

`items` holds the items, `misconceptions` the beliefs, `marking` says what an answer shows. `sheet` gives the items in the
order of the test before the course, or of that after it.
"""

from nnlib.exercises.understanding.items import ITEMS, Item
from nnlib.exercises.understanding.marking import Mark, chance, mark
from nnlib.exercises.understanding.misconceptions import MISCONCEPTIONS
from nnlib.exercises.understanding.sheets import DONT_KNOW, SHEETS, sheet

__all__ = ["DONT_KNOW", "ITEMS", "MISCONCEPTIONS", "SHEETS", "Item", "Mark", "chance", "mark", "sheet"]
