"""Benchmarks: nnlib beside the alternatives. Run `python -m benchmarks`."""
