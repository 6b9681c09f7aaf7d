from nnlib.explorers.shared.parameter_words import ends_in_words, in_words
from nnlib.parameters import index_of

SIZES = [784, 16, 16, 10]


def test_parameters_have_names_in_words():
    words = ("weights[0][3, 400]", "weights[1][5, 12]", "weights[2][4, 7]", "biases[0][3]", "biases[2][9]")
    assert [ends_in_words(index_of(name, SIZES), SIZES) for name in words] == [
        ("pixel 14, 8", "neuron 3"),
        ("neuron 12", "neuron 5"),
        ("neuron 7", "output 4"),
        ("bias", "neuron 3"),
        ("bias", "output 9"),
    ]
    assert in_words(index_of("weights[0][3, 400]", SIZES), SIZES) == (
        "from the pixel in row 14, column 8 to hidden layer 1, neuron 3"
    )
    assert in_words(13_001, SIZES) == "bias of output 9"
