"""The exercises of 04_backwards: right answers pass however they are written, wrong ones hear what is wrong."""

from learners import each_right, each_wrong, fails, passes

RIGHT = {
    "send_back": [
        "delta @ W",
        "[sum(W[j, k] * delta[j] for j in range(len(delta))) for k in range(W.shape[1])]",
        "(W * delta[:, None]).sum(axis=0)",
    ],
    "hidden_delta": [
        "delta @ W * sigmoid(z) * (1 - sigmoid(z))",
        "a = sigmoid(z)\nreturn np.dot(W.transpose(), delta) * (a - a**2)",
        "[sum(W[j, k] * delta[j] for j in range(len(delta))) * slope(z[k]) for k in range(len(z))]",
    ],
}

WRONG = {
    "send_back": {
        "W @ delta": "not transposed",
        "np.dot(W, delta)": "not transposed",
        "-W.T @ delta": "sign",
        "W.T * delta": "whole table",
        "np.mean(W * delta[:, None], axis=0)": "mean",
        "np.sum(W, axis=0)": "`delta` is not used",
        "np.sum(W * delta[:, None], axis=1)": "along its rows",
        "W.T @ np.sign(delta)": "Only the sign of `delta`",
        "abs(W.T) @ delta": "signs of the weights are lost",
        "(W.T @ delta).reshape(-1, 1)": "column",
        "W.T @ delta / 2": "half as large",
    },
    "hidden_delta": {
        "W.T @ delta": "σ′(z) is missing",
        "W.T @ delta * z * (1 - z)": "is not σ′(z)",
        "W.T @ delta * slope(sigmoid(z))": "taken of the activation",
        "W.T @ delta * sigmoid(z)": "should be the slope",
        "W @ delta * slope(z)": "not transposed",
        "W @ delta": "not transposed",
        "W.T @ (delta * slope(z))": "comes after",
        "-(W.T @ delta) * slope(z)": "sign",
        "2 * (W.T @ delta) * slope(z)": "twice",
        "W.sum(axis=0) * slope(z)": "`delta` is not used",
        "W.T @ delta @ slope(z)": "adds up",
        "W.T @ delta + slope(z)": "chain rule multiplies",
        "-(W.T @ delta)": "Two things. σ′(z) is missing",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)
