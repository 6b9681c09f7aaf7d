"""The parts put together: one module per notebook, one function per explorer."""
