"""The digits: MNIST, the networks that learned it, and drawings made to look like it."""
