"""Before we go on: questions about earlier notebooks, two for each from 02 on.

One is about the notebook before, the other about one that is longer ago, from 04 on about the third before. What is asked
again after a while is remembered. The tests prove each answer, and that it can be found in the section that is named.
"""

from typing import NamedTuple
from zlib import crc32


class Again(NamedTuple):
    """A question, its answer (the first of the choices, which are shown in the order of `order`), and where to find it."""

    question: str
    choices: tuple
    why: str
    see: tuple  # the name of a notebook and the heading of a section

    @property
    def answer(self):
        """The right choice."""
        return self.choices[0]

    @property
    def shown(self):
        """The choices in the order in which they are shown: one that does not give the answer away."""
        turn = crc32(self.question.encode()) % len(self.choices)
        return self.choices[turn:] + self.choices[:turn]


AGAIN = {
    "02_the_gradient": (
        Again(
            "A weight is 5, and the neuron behind it has the activation 0. What does this weight add to the sum?",
            ("0", "5", "it depends on the bias"),
            "Weight times activation: 5 × 0. It takes both.",
            ("01_the_network", "How does one neuron get its number?"),
        ),
        Again(
            "The training images have the shape (784, 60000). What is one column?",
            ("one image", "one pixel of all images", "one label"),
            "784 numbers, one for each pixel. The whole course keeps to one example per column.",
            ("00_start_here", "Are the digits there?"),
        ),
    ),
    "03_one_image": (
        Again(
            "The slope ∂C/∂w of a weight is negative. What does the image wish of this weight?",
            ("that it grows", "that it shrinks", "that it stays as it is"),
            "A wish is minus the slope. With more of this weight the cost falls.",
            ("02_the_gradient", "Thirteen thousand knobs, thirteen thousand slopes"),
        ),
        Again(
            "W leads from 784 pixels to 16 neurons. What is its shape?",
            ("(16, 784)", "(784, 16)", "(16, 16)"),
            "A row for each neuron, and a column for each activation that comes in.",
            ("01_the_network", "The same in code"),
        ),
    ),
    "04_backwards": (
        Again(
            "Which of the sixteen weights into an output have the largest slopes?",
            ("those behind the brightest neurons", "those that are largest", "those behind the darkest neurons"),
            "∂a/∂w is σ′(z) times the activation behind the weight. How large the weight itself is plays no part.",
            ("03_one_image", "Most for the money"),
        ),
        Again(
            "The weighted sum z of a neuron grows from 10 to 11. What happens to its activation?",
            ("it hardly changes", "it grows by 1", "it becomes larger than 1"),
            "It goes from 0.99995 to 0.99998: out there the sigmoid is flat.",
            ("01_the_network", "How does one neuron get its number?"),
        ),
    ),
    "05_every_image": (
        Again(
            "An output should go down. The weight from a neuron to it is negative. What does it ask of that neuron?",
            ("to become brighter", "to become darker", "nothing"),
            "Minus times minus is plus: through a negative weight, a brighter neuron pulls the output down.",
            ("04_backwards", "One output asks"),
        ),
        Again(
            "Which weights can a single image not teach at all?",
            ("those from pixels without ink", "those that are nearly 0", "those of the outputs that are too low"),
            "Such a weight is multiplied by 0, so its slope is exactly 0.",
            ("02_the_gradient", "Why exactly 0?"),
        ),
    ),
    "06_mini_batches": (
        Again(
            "What is the gradient of the average cost of many images?",
            ("the average of their gradients", "the gradient of their average image", "the largest of their gradients"),
            "The slope of an average is the average of the slopes.",
            ("05_every_image", "The average of all wishes"),
        ),
        Again(
            "An output is 0.001 and should be 1. How strongly is its z pushed?",
            ("hardly at all", "harder than that of any other output", "exactly as hard as if it were 0.5"),
            "2 (y − a) σ′(z) is 2 × 0.999 × 0.000999, about 0.002. At 0.5 it would be 0.25. The sigmoid is flat there.",
            ("03_one_image", "Does the sigmoid let every wish through?"),
        ),
    ),
    "07_walkers": (
        Again(
            "What does one step add to the parameters?",
            ("minus learning rate times gradient", "learning rate times gradient", "minus the gradient"),
            "Against the gradient, which points uphill, and as far as the learning rate says.",
            ("06_mini_batches", "One step"),
        ),
        Again(
            "Ten outputs have their δ. Which product gives the message to the sixteen neurons before them?",
            ("-W.T @ delta", "-W @ delta", "-np.outer(delta, a)"),
            "Each neuron adds up a column of W times −δ. (The outer product gives wishes for the weights.)",
            ("04_backwards", "The sum is a matrix product"),
        ),
    ),
    "08_write_it": (
        Again(
            "A ball has come to rest where every slope is 0. Is there no lower ground?",
            (
                "there may be, elsewhere",
                "no: a slope of 0 is the lowest point",
                "no, as long as its steps were small enough",
            ),
            "A slope only knows the ground around it. A shallow hollow and a saddle have slope 0, too.",
            ("07_walkers", "A surface that you can see as a whole"),
        ),
        Again(
            "After 20 epochs, one step lowers the average cost. What does it do to the costs of the single images?",
            ("about half of them rise", "all of them fall", "those that were wrong fall, the others stay"),
            "The losers lose less than the winners gain. You can lose a vote.",
            ("05_every_image", "Does a step help every image?"),
        ),
    ),
    "09_calculus": (
        Again(
            "A program learns to read 8 digits of 10. Is its gradient right?",
            ("not necessarily", "yes, or it would not learn", "yes, unless the cost rises now and then"),
            "Of the ten broken programs in the clinic, seven learn to read more than 70 %.",
            ("08_write_it", "The clinic"),
        ),
        Again(
            "For a mini-batch of 100 someone takes the sum of the gradients and not their mean. What becomes of the step?",
            ("it is 100 times as long", "it points in another direction", "it stays as it is"),
            "Same direction, other length. With the sum, the batch size becomes a second learning rate.",
            ("06_mini_batches", "The sum, or the mean?"),
        ),
    ),
    "10_labelled_data": (
        Again(
            "A neuron acts on the cost along many paths. What becomes of the slopes of all their links?",
            ("multiply along each path, add over the paths", "add along each path, multiply over the paths", "add them all"),
            "Along a path, multiply. Over the paths, add.",
            ("09_calculus", "Layers with several neurons"),
        ),
        Again(
            "When does a mini-batch of 100 point most nearly downhill?",
            ("before any training", "after 20 epochs", "always about equally"),
            "At first nearly every image asks for the same. The drunk walker starts out sober.",
            ("07_walkers", "Which way is downhill?"),
        ),
    ),
    "11_playground": (
        Again(
            "Of 60,000 labels half are shuffled at random. How many test digits does a network read that learns from them?",
            ("over 90 %", "about 55 %, like its labels", "about 10 %"),
            "The wrong votes pull in nine directions and cancel; the right ones pull together.",
            ("10_labelled_data", "What if labels are wrong?"),
        ),
        Again(
            "What proves best that a gradient is right?",
            (
                "nudging each parameter and looking at the cost",
                "a cost that falls",
                "an accuracy of more than 90 %",
            ),
            "A wrong gradient often lowers the cost, too. All 13,002 nudges leave no doubt.",
            ("08_write_it", "Is every gradient right?"),
        ),
    ),
    "12_really": (
        Again(
            "A network starts with all weights and biases at 0. What happens?",
            (
                "it learns next to nothing: the neurons of a layer stay twins",
                "it learns as usual",
                "its steps become too long, and it breaks",
            ),
            "Neurons have to be different to get different gradients.",
            ("11_playground", "Where to begin?"),
        ),
        Again(
            "Why is the slope of the first weight in a long chain of sigmoid neurons so small?",
            (
                "each σ′ on the way is at most ¼",
                "the first weight is always small",
                "the cost knows only the last weight",
            ),
            "Slopes are multiplied along a path, and each neuron on it contributes a factor of at most ¼.",
            ("09_calculus", "A longer chain"),
        ),
    ),
}
