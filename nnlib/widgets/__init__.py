"""The parts that move."""
