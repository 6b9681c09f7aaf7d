"""What is wrong with each patient of the clinic, and how one can tell, in words."""

from typing import NamedTuple


class Diagnosis(NamedTuple):
    """What there is to say about a patient of nnlib.analysis.clinic."""

    diagnosis: str  # what is wrong, as one says it
    why: str  # why it learns as it does
    tell: str  # by what the gradient check gives it away
    origin: str  # who has shipped it
    link: str = ""


SHIPPED = "It was found in published teaching code."
PLANTED = "A well-known exercise on gradient checks plants this mistake for students to find."
COMMON = "This slip is easily made."
ISSUES = "https://github.com/{}/issues/{}"

DIAGNOSES = {
    "healthy": Diagnosis(
        "Nothing: this one is healthy",
        "No line was changed. All other curves are compared with this one.",
        "All layers agree with nudging, down to the rounding of the nudges.",
        "These are the steps of nnlib.SGD.",
    ),
    "no slope at the output": Diagnosis(
        "σ′ is missing at the outputs",
        "These are the slopes of another cost, twice the cross-entropy. They pull hard where an output is sure and wrong. "
        "Here, and with most of five other starts, it beats the healthy one.",
        "All slopes are about 4 times too large, as σ′ starts near ¼: it is missing where the way back begins.",
        "Shipped: jiexunsee/Neural-Network-with-Python, issue 1.",
        ISSUES.format("jiexunsee/Neural-Network-with-Python", 1),
    ),
    "no slope in hidden layers": Diagnosis(
        "σ′ is missing in the hidden layers",
        "Hidden layer 2 steps about 4 times too far, and hidden layer 1 about 18 times: each goes downhill, but they are "
        "out of step.",
        "The outputs are right, so the mistake comes later. The factor is about 4, then about 4 times 4: a ¼ is missing "
        "twice.",
        "Seen in ujjwalkarn/Machine-Learning-Tutorials, pull request 16.",
        "https://github.com/ujjwalkarn/Machine-Learning-Tutorials/pull/16",
    ),
    "slope of z as if it were a": Diagnosis(
        "σ′ is taken as x (1 − x) of the weighted sum",
        "x (1 − x) is the slope if x is the activation, between 0 and 1. A weighted sum may be any number. The steps grow,"
        " and after four of them the numbers overflow.",
        "All layers are off by no common factor, from the outputs on. Here the outputs even go uphill; with other starts "
        "they may not.",
        SHIPPED,
    ),
    "updated too early": Diagnosis(
        "The weights are updated before the error goes back through them",
        "The error goes back through weights that have already moved. Later steps are shorter, so the "
        "curve recovers. With twice the learning rate it did not recover within this epoch.",
        "The outputs are right, and every layer before them is off by no common factor. With a smaller learning rate the "
        "error shrinks: no other mistake here does that.",
        "Reported in CodingTrain/Toy-Neural-Network-JS, issue 72.",
        ISSUES.format("CodingTrain/Toy-Neural-Network-JS", 72),
    ),
    "sum, not mean": Diagnosis(
        "The sum over the batch is not divided by its size",
        "The direction is right, but the step is 100 times too long. It throws all outputs to 0, where the sigmoid is "
        "flat. The cost stays at 1.",
        "All slopes are exactly 100 times too large, and a batch has 100 images.",
        "In some textbooks the step is a sum. Asked about in udlbook/udlbook, issue 152.",
        ISSUES.format("udlbook/udlbook", 152),
    ),
    "one number for all biases": Diagnosis(
        "The bias gradients of a layer are added up into one number",
        "sum() without an axis adds up everything, and broadcasting hands the one number to every bias of the layer. The "
        "weights are right and make up for it.",
        "All weights are right, and all biases are off by no common factor: it is the line of the biases.",
        "Reported in rasbt/stat453-deep-learning-ss21, issue 5.",
        ISSUES.format("rasbt/stat453-deep-learning-ss21", 5),
    ),
    "weights doubled": Diagnosis(
        "The weight gradient of one layer is twice as large as it should be",
        "One layer takes steps twice as long, in the right direction. Here, and with five other starts, that even helped.",
        "The factor is exactly 2 in one place. Its biases and the layer before are right, so delta is right, too: only dW "
        "can be wrong.",
        PLANTED,
    ),
    "biases times four": Diagnosis(
        "The bias gradient of one layer is four times as large as it should be",
        "16 of 13,002 slopes are too large, but they have the right sign. You cannot see that in the curve.",
        "The factor is exactly 4 in one place. Its weights are right, so delta is right, too: only db can be wrong.",
        PLANTED,
    ),
    "one layer climbs": Diagnosis(
        "The sign is wrong in one layer: it climbs",
        "Hidden layer 1 undoes what the others try. In the end all outputs say about 0.1, whatever the image.",
        "The factor is exactly −1 in one place: the right size, the opposite direction.",
        COMMON,
    ),
    "not transposed": Diagnosis(
        "One W is not transposed on the way back",
        "Between two layers of 16 neurons W and Wᵀ have the same shape, so nothing complains. Hidden layer 1 gets messages"
        " meant for others, and the later layers make do with what it sends.",
        "The outputs and hidden layer 2 are right. Only what went back through the W between the hidden layers is off, in "
        "direction too.",
        COMMON,
    ),
}
