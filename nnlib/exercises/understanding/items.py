"""The twenty items of the test. The tests of this module work out each answer that can be worked out."""

from typing import NamedTuple


class Item(NamedTuple):
    """A question with its right answer, and wrong answers, each with the misconception that it shows."""

    name: str
    question: str
    right: str
    wrong: dict  # text -> a key of MISCONCEPTIONS
    see: tuple  # where the answer can be found: the name of a notebook and the heading of a section
    picture: str = ""  # a key of nnlib.plots.questions.PICTURES: what has to be read off

    @property
    def choices(self):
        """All answers, the right one first."""
        return [self.right, *self.wrong]

    def is_right(self, answer):
        """Whether this is the right answer; None is no answer."""
        return answer == self.right


ITEMS = [
    Item(
        "job",
        "What does backpropagation itself do?",
        "It works out how the cost would change with each weight and bias.",
        {
            "It changes the weights until the network reads the digits.": "backprop_learns",
            "It works out how far each weight should move.": "gradient_is_step",
            "It moves the hidden neurons until the outputs are right.": "neurons_are_moved",
        },
        ("00_start_here", "Signs, words and colours"),
    ),
    Item(
        "asks",
        "Output 9 is 0.47 and should be 0. The weight from neuron 7 to it is −0.74. What does output 9 ask of neuron 7?",
        "to become brighter",
        {
            "to become darker, since the weight is negative": "weight_alone",
            "nothing: it can only ask for other weights": "message_stops",
            "to become 0, which is its right value here": "hidden_targets",
        },
        ("04_backwards", "One output asks"),
        "asks",
    ),
    Item(
        "pushes",
        "The image is a 2. Output 2 is 0.03 and should be 1, output 7 is 0.56 and should be 0. Which z is pushed harder?",
        "that of output 7, although its error is smaller",
        {
            "that of output 2, since its error is larger": "most_wrong",
            "both alike, since both are wrong": "heads_count",
            "only that of output 2, since the image is a 2": "own_digit_only",
        },
        ("03_one_image", "Does the sigmoid let every wish through?"),
        "pushes",
    ),
    Item(
        "which_weight",
        "Output 2 should rise. Which of these four weights into it has the steepest slope ∂a/∂w?",
        "that from neuron 2, the brightest",
        {
            "that from neuron 1, since it is the largest": "weight_size",
            "that from neuron 4, which can still grow most": "neurons_are_moved",
            "all four alike, since they lead to the same output": "heads_count",
        },
        ("03_one_image", "Most for the money"),
        "weights",
    ),
    Item(
        "update",
        "The slope ∂C/∂w of a weight is −0.3, and the learning rate is 0.1. How does one step change the weight?",
        "it grows by 0.03",
        {
            "it shrinks by 0.03": "two_minuses",
            "it grows by 0.3": "gradient_is_step",
            "it becomes 0.3": "points_at_the_goal",
        },
        ("06_mini_batches", "One step"),
    ),
    Item(
        "zero",
        "For one image, the slope of a weight is exactly 0. What do you know?",
        "Not that the image is read correctly: perhaps the pixel behind this weight has no ink.",
        {
            "The network reads this image correctly.": "zero_is_right",
            "The weight has reached its best value.": "local_is_global",
            "The weight matters to no image.": "each_and_all",
        },
        ("02_the_gradient", "Why exactly 0?"),
    ),
    Item(
        "steepest",
        "Why does a step go against the gradient?",
        "Of all tiny steps of the same length, this one lowers the cost most.",
        {
            "It leads straight to the minimum.": "points_at_the_goal",
            "In every other direction the cost rises.": "only_way_down",
            "It doesn't: the gradient points downhill, and a step goes along it.": "two_minuses",
        },
        ("02_the_gradient", "Why is no direction steeper?"),
    ),
    Item(
        "mini_batch",
        "Why do we ask a hundred images before each step, and not all 60,000?",
        "For the same work we get 600 steps instead of one, and together they lead further.",
        {
            "Only to save memory: each step, and so the result, is worse.": "batch_is_poor",
            "Any hundred images have the same gradient as all of them.": "each_and_all",
            "So that each step is about one digit.": "own_digit_only",
        },
        ("06_mini_batches", "A race"),
    ),
    Item(
        "is_it_right",
        "You have written backpropagation. The cost falls, and the network reads 8 digits of 10. Is your gradient right?",
        "Perhaps not. I would nudge each weight and compare.",
        {
            "Yes: with a wrong gradient the cost would not fall.": "cost_proves",
            "Yes, if it reads new digits as well as those it learned from.": "cost_proves",
            "No: the right one would lead to a network that reads them all.": "points_at_the_goal",
        },
        ("08_write_it", "Is every gradient right?"),
    ),
    Item(
        "message",
        "Ten outputs ask a hidden neuron to change, as the arrows show: six up, four down. What does the neuron hear?",
        "become darker",
        {
            "become brighter, since six are more than four": "heads_count",
            "its target, and how far away from it it is": "hidden_targets",
            "ten wishes, and it answers each in turn": "one_by_one",
        },
        ("04_backwards", "Ten outputs ask at once"),
        "message",
    ),
    Item(
        "darker",
        "The message says: hidden neuron, become darker. What does the next step do to this neuron?",
        "It changes weights and biases before it. These make it darker for images like this one.",
        {
            "It takes the message away from its activation.": "neurons_are_moved",
            "It brings it nearer to its target.": "hidden_targets",
            "Nothing: only the weights to the outputs change.": "message_stops",
        },
        ("04_backwards", "What the video simplifies"),
    ),
    Item(
        "memory",
        "Where is what a trained network has learned from 60,000 images?",
        "in 13,002 numbers that all images have changed",
        {
            "in its hidden neurons, each of which keeps some images": "stores_images",
            "in the activations that the images have left behind": "neurons_are_moved",
            "in ten sets of weights, one for each digit": "own_digit_only",
        },
        ("01_the_network", "Where are the 13,002?"),
    ),
    Item(
        "bias",
        "δ = ∂C/∂z of a neuron is 0.2. What is the slope ∂C/∂b of its bias b?",
        "0.2",
        {
            "0, since no neuron is behind a bias": "bias_learns_nothing",
            "0.2 times b": "weight_size",
            "−0.2": "two_minuses",
        },
        ("04_backwards", "And so on, layer by layer"),
    ),
    Item(
        "average",
        "After 20 epochs, one step lowers the average cost of all images. What does it do to the single images?",
        "For many the cost rises, for others it falls by more.",
        {
            "For each of them the cost falls a little.": "each_and_all",
            "It falls for those that are read wrong; the others ask for nothing and stay as they are.": "zero_is_right",
            "It stays the same for those that the network knows already, since it keeps them.": "stores_images",
        },
        ("05_every_image", "Does a step help every image?"),
    ),
    Item(
        "labels",
        "Half of 60,000 labels are shuffled at random. A network learns from them. How many of 100 new digits does it read?",
        "more than 90",
        {
            "about 55, as many as its labels are right": "copies_labels",
            "about 10: the wrong labels cancel the right ones": "heads_count",
        },
        ("10_labelled_data", "What if labels are wrong?"),
    ),
    Item(
        "more_data",
        "A network has learned from 25,600 images, another from 51,200. How much better does the second read new digits?",
        "by less than one of 100",
        {
            "by as much as one with 200 images is better than one with 100": "more_is_better",
            "it makes half as many mistakes": "more_is_better",
            "not better but worse: it has more to keep": "stores_images",
        },
        ("10_labelled_data", "What if we had fewer?"),
    ),
    Item(
        "curve",
        "The curve shows the cost of one image over one weight, which is now at the point. What does the image wish?",
        "the weight should grow: its slope is negative",
        {
            "the weight should shrink: its slope is negative": "two_minuses",
            "the weight should jump to the lowest place of the curve": "points_at_the_goal",
            "the weight should grow by as much as the slope says": "gradient_is_step",
        },
        ("02_the_gradient", "Turn one knob yourself"),
        "curve",
    ),
    Item(
        "far",
        "By the slope of a weight, the cost falls by 0.5 for each unit that it grows. It grows by 4. What does the cost do?",
        "The slope cannot tell: it holds near the current weight.",
        {
            "It falls by 2.": "slope_everywhere",
            "It falls, though by less than 2.": "slope_everywhere",
            "It falls until it is 0, and stays there.": "points_at_the_goal",
        },
        ("02_the_gradient", "32 times as sensitive"),
    ),
    Item(
        "rest",
        "Gradient descent has come to rest: all slopes are 0. What do you know?",
        "No tiny step lowers the cost. There may be lower ground elsewhere.",
        {
            "The cost is as low as it can be.": "local_is_global",
            "The network reads all the images that it has learned from.": "zero_is_right",
            "Wherever it had begun, it would have come here.": "points_at_the_goal",
        },
        ("07_walkers", "A surface that you can see as a whole"),
    ),
    Item(
        "passes",
        "How many passes through the network does backpropagation take for the 13,002 slopes of one image?",
        "one forward and one back",
        {
            "one for each of the 13,002": "one_by_one",
            "one for each path from a weight to the cost": "one_by_one",
            "as many as it takes until the outputs are right": "backprop_learns",
        },
        ("04_backwards", "Why backwards?"),
    ),
]
