"""How fast nnlib is, always beside something: python -m benchmarks."""
