"""What many people believe about backpropagation, and what is so instead."""

from typing import NamedTuple


class Misconception(NamedTuple):
    """A belief in one sentence, and what is so instead."""

    belief: str
    truth: str


MISCONCEPTIONS = {
    "weight_alone": Misconception(
        "The sign of a weight alone says which way a neuron is asked to move.",
        "A wish is what the output wants of its z, times the weight. If it wants to go down, all its arrows turn round.",
    ),
    "most_wrong": Misconception(
        "Whatever is most wrong is pushed hardest.",
        "That is so for the outputs. For their z, σ′ comes in, and an output that is surely wrong is hardly pushed at all.",
    ),
    "gradient_is_step": Misconception(
        "The gradient says how far to go.",
        "It says which way is steepest, and how steep it is here. How far to go is up to the learning rate.",
    ),
    "zero_is_right": Misconception(
        "A slope of 0 means that all is well.",
        "It means that a tiny nudge changes nothing: in a hollow, but also behind a dark pixel, or on a flat sigmoid.",
    ),
    "batch_is_poor": Misconception(
        "A mini-batch is only a poor copy of the full gradient.",
        "It is slightly wrong and hundreds of times cheaper. For the same work, many steps with it lead further.",
    ),
    "cost_proves": Misconception(
        "If the cost falls, the gradient is right.",
        "Many wrong gradients lead downhill, too. Only nudging each parameter shows that all of it is right.",
    ),
    "hidden_targets": Misconception(
        "Hidden neurons have targets.",
        "Only outputs have targets. A hidden neuron hears the sum of what the neurons after it ask.",
    ),
    "stores_images": Misconception(
        "The network stores the images that it has learned from.",
        "It has 13,002 numbers, which all images share and each step changes. No image is in them.",
    ),
    "more_is_better": Misconception(
        "Twice as many images always make a network much better.",
        "Each doubling brings less, because most new images ask for what is known already.",
    ),
    "copies_labels": Misconception(
        "A network cannot be better than its labels.",
        "Random mistakes pull in all directions and cancel; right labels pull together.",
    ),
    "local_is_global": Misconception(
        "Where gradient descent comes to rest, it is as low as can be.",
        "It only knows that no small step leads down. There may be lower ground elsewhere.",
    ),
    "backprop_learns": Misconception(
        "Backpropagation is what learns.",
        "It works out the gradient and changes nothing. Steps with it are gradient descent; both, over and over, learning.",
    ),
    "two_minuses": Misconception(
        "The minus is lost, or taken twice.",
        "The gradient points uphill, and a step goes against it, once: a weight with a negative slope grows.",
    ),
    "slope_everywhere": Misconception(
        "A slope holds however far you go.",
        "It describes the cost near the current weights, and cannot see the bends ahead.",
    ),
    "own_digit_only": Misconception(
        "What an image teaches concerns its own digit only.",
        "All digits share the same weights, and every image has wishes for all ten outputs.",
    ),
    "each_and_all": Misconception(
        "What holds for all images together holds for each of them, and the other way round.",
        "An average hides those who disagree: a step can lower the average and harm half of the images.",
    ),
    "neurons_are_moved": Misconception(
        "Backpropagation moves neurons.",
        "Only weights and biases change. A neuron's activation follows from them, for each image anew.",
    ),
    "weight_size": Misconception(
        "The slope of a weight or bias depends on how large it is.",
        "It is δ times the activation behind it, and for a bias δ itself. Its own size plays no part.",
    ),
    "heads_count": Misconception(
        "Every voice counts the same.",
        "Wishes are added up with their sizes. A few loud ones can outweigh many quiet ones.",
    ),
    "one_by_one": Misconception(
        "Each slope has to be worked out on its own.",
        "What comes after a neuron is worked out once and shared: one pass forward and one back give all slopes.",
    ),
    "bias_learns_nothing": Misconception(
        "A bias learns nothing, since no neuron is behind it.",
        "It is like a weight whose neuron is always 1, so its slope is δ.",
    ),
    "points_at_the_goal": Misconception(
        "The gradient points at the minimum.",
        "It points the steepest way up from where you are. That the way down goes on like this is not known.",
    ),
    "only_way_down": Misconception(
        "Only one direction leads down.",
        "Half of all directions lead down a little. The one against the gradient is the steepest.",
    ),
    "message_stops": Misconception(
        "Nothing is sent back beyond the last layer of weights.",
        "Each output also asks something of the neurons before it, and that decides how earlier weights change.",
    ),
}
