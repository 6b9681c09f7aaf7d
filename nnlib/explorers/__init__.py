"""The parts put together: a package for each notebook, in it a module for each explorer."""
