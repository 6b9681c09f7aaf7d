"""Pictures: functions that draw the arrays they are given on the axes they are given, and compute nothing."""

import logging

# When matplotlib starts for the first time, and whenever it starts in the browser, it lists the fonts and says so in red.
logging.getLogger("matplotlib.font_manager").addFilter(lambda record: "building the font cache" not in record.getMessage())
