"""A single weight or bias, in words."""

from nnlib.parameters import place_of

SIDE = 28  # pixels of an image, each way


def ends_in_words(index, sizes):
    """Where the parameter comes from and where it leads to: ("neuron 7", "output 4")."""
    layer, to, start = place_of(index, sizes)
    end = f"output {to}" if layer == len(sizes) - 2 else f"neuron {to}"
    if start is None:
        return "bias", end
    return (f"pixel {start // SIDE}, {start % SIDE}" if layer == 0 else f"neuron {start}"), end


def in_words(index, sizes):
    """The parameter as a phrase: "from hidden layer 2, neuron 7 to output 4"."""
    layer, to, start = place_of(index, sizes)
    end = f"output {to}" if layer == len(sizes) - 2 else f"hidden layer {layer + 1}, neuron {to}"
    if start is None:
        return f"bias of {end}"
    pixel = f"the pixel in row {start // SIDE}, column {start % SIDE}"
    return f"from {pixel if layer == 0 else f'hidden layer {layer}, neuron {start}'} to {end}"
