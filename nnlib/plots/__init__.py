"""Pictures: functions that draw the arrays they are given on the axes they are given, and compute nothing."""
