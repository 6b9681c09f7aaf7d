"""The digits: MNIST, snapshots of a network that learns it, and a learner's own drawings in the same form."""
