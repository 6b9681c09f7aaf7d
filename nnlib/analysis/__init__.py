"""What the course asks of a network, in numbers: nothing here draws or speaks to a learner."""
