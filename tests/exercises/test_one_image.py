"""The exercises of 03_one_image: right answers pass however they are written, wrong ones hear what is wrong."""

from learners import each_right, each_wrong, fails, passes

RIGHT = {
    "output_wishes": [
        "2 * (y - a)",
        "-2 * (a - y)",
        "[2 * (y_j - a_j) for a_j, y_j in zip(a, y)]",
        "(y - a) + (y - a)",
    ],
    "output_delta": [
        "2 * (a - y) * a * (1 - a)",
        "[2 * (a[j] - y[j]) * slope(z[j]) for j in range(len(a))]",
        "2 * (a - y) * (sigmoid(z + 1e-5) - sigmoid(z - 1e-5)) / 2e-5",
    ],
    "weight_gradient": [
        "delta[:, np.newaxis] * a_before",
        "[[d * a for a in a_before] for d in delta]",
        "delta.reshape(-1, 1).astype(np.float32) @ a_before.reshape(1, -1)",
    ],
}

WRONG = {
    "output_wishes": {
        "2 * (a - y)": "minus the gradient",
        "y - a": "factor 2 is missing",
        "a - y": "sign is the wrong way round, and a factor 2 is missing",
        "(y - a) ** 2": "derivative",
        "2 * (y - a) * a * (1 - a)": "σ′ too many",
        "2 * abs(y - a)": "signs are lost",
        "2 * np.sign(y - a)": "Only the direction",
        "2 * np.sum(y - a)": "added up",
        "y": "target itself",
        "4 * (y - a)": "twice as large",
        "2 * (y - a)[:, None]": "column",
    },
    "output_delta": {
        "2 * (a - y)": "σ′(z) is missing",
        "2 * (a - y) * z * (1 - z)": "is not σ′(z)",
        "2 * (a - y) * sigmoid(a) * (1 - sigmoid(a))": "taken of the activation",
        "(a - y) * slope(z)": "factor 2 is missing",
        "(a - y) * z * (1 - z)": "Two things. `z * (1 - z)` is not σ′(z)",
        "2 * (y - a) * slope(z)": "sign",
        "(y - a) * slope(z)": "sign",
        "2 * (a - y) * sigmoid(z)": "should be the slope",
        "2 * (a - y) * slope(a - y)": "of the difference",
        "(a - y) ** 2 * slope(z)": "difference is squared",
        "np.dot(2 * (a - y), slope(z))": "entry by entry",
        "4 * (a - y) * slope(z)": "twice as large",
    },
    "weight_gradient": {
        "np.outer(a_before, delta)": "transposed",
        "delta * a_before": "entry by entry",
        "np.dot(delta, a_before)": "single number",
        "-np.outer(delta, a_before)": "sign",
        "2 * np.outer(delta, a_before)": "twice",
        "np.outer(delta, a_before * (1 - a_before))": "σ′ of the layer before",
        "np.outer(delta, a_before) / len(delta)": "divides by the number of neurons",
        "delta[:, None] + a_before": "are added",
        "np.outer(delta, a_before).sum(axis=0)": "table is added up",
        "np.repeat(delta[:, None], len(a_before), axis=1)": "activations are not used",
        "np.outer(a_before, delta) / 2": "Two things",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)
