"""The colours of the course, each with one meaning, for Python, CSS and JavaScript (widgets/assets.py passes them on)."""

# The dark stage: on it we draw whatever shows the inside of the network.
STAGE = "#12151c"
PANEL = "#1c212b"
LINE = "#333b4a"
TEXT = "#e8ebf1"
MUTED = "#98a1b3"
UP = "#4a9eff"  # positive, upwards
DOWN = "#ff9a3c"  # negative, downwards

# The light ground of curves and charts.
GROUND = "#ffffff"
INK = "#1a1f29"
INK_SOFT = "#475467"  # for a second line beside one in INK
INK_MUTED = "#667085"
SPREAD = "#c3cad6"  # the range around a curve
GRID = "#e4e7ec"
SHADE = "#eef1f5"  # for an area that is set apart from the ground
UP_ON_LIGHT = "#1769d2"
DOWN_ON_LIGHT = "#c2560a"
DOWN_ON_PAGE = "#e07b1f"  # visible on light pages and on dark ones, as UP is

# Maps on the light ground: from low to high, and the second walker, who is neither up nor down.
LOW = "#fbfcfe"
HIGH = "#8e9bb2"
WALKER = "#a3369b"

# The page itself, in the colours of the notebook's theme. The second value is for a page that has no theme.
PAGE = f"var(--jp-layout-color1, {GROUND})"
PAGE_SHADE = f"var(--jp-layout-color2, {SHADE})"
PAGE_CHOSEN = f"var(--jp-layout-color3, {GRID})"
PAGE_INK = f"var(--jp-ui-font-color0, {INK})"
PAGE_MUTED = f"var(--jp-ui-font-color2, {INK_MUTED})"
PAGE_EDGE = f"var(--jp-border-color1, {SPREAD})"
PAGE_RULE = f"var(--jp-border-color2, {GRID})"
