"""Ten experiments for the playground: what to set up for each, and the same trainings without a screen."""

from nnlib.analysis.training import Training

FREE = "free play"
SEED = 1
STANDARD = {
    "hidden": (16, 16),
    "activation": "sigmoid",
    "start": "1/√n",
    "images": None,
    "learning_rate": 1.5,
    "batch_size": 100,
}

# Name -> in what it differs from the training of the course.
EXPERIMENTS = {
    "1  no hidden layer": {"hidden": ()},
    "2  one neuron": {"hidden": (1,)},
    "3  64 and 64": {"hidden": (64, 64)},
    "4  four layers, sigmoid": {"hidden": (16, 16, 16, 16)},
    "5  four layers, ReLU": {"hidden": (16, 16, 16, 16), "activation": "relu", "learning_rate": 0.15},
    "6  all zero": {"start": "all zero"},
    "7  N(0, 1)": {"start": "N(0, 1)"},
    "8  one image a step": {"batch_size": 1},
    "9  only 100 images": {"images": 100, "batch_size": 10},
    "10  a wrong label": {},
}


def settings_of(name, **changes):
    """All settings of an experiment: hidden, activation, start, images, learning_rate, batch_size."""
    if name not in EXPERIMENTS:
        raise ValueError(f"name must be one of {', '.join(EXPERIMENTS)}, but got {name!r}")
    return STANDARD | EXPERIMENTS[name] | changes


def training_for(hidden, digits=None, seed=SEED, **settings):
    """The Training with these hidden layers, before its first step."""
    return Training(digits, (784, *hidden, 10), seed=seed, **settings)


def run(name, epochs=1, seed=SEED, **changes):
    """The Training of an experiment, changed as `changes` say, after so many epochs and a last measurement."""
    training = training_for(**settings_of(name, **changes), seed=seed)
    training.advance(examples=epochs * len(training.digits.train))
    training.measure_accuracy()
    training.measure_cost()
    return training
