"""The exercises of 01_the_network: right answers pass however they are written, wrong ones hear what is wrong."""

from learners import each_right, each_wrong, fails, passes

RIGHT = {
    "weighted_sum": [
        "np.dot(w, a) + b",
        "z = b\nfor k in range(len(w)):\n    z += w[k] * a[k]\nreturn z",
        "np.float32(sum(w_k * a_k for w_k, a_k in zip(w, a)) + b)",
    ],
    "layer": [
        "sigmoid(W.dot(a) + b)",
        "[sigmoid(sum(W[j, k] * a[k] for k in range(len(a))) + b[j]) for j in range(len(b))]",
        "(0.5 * (1 + np.tanh(0.5 * (W @ a + b)))).astype(np.float32)",
    ],
    "count_parameters": [
        "sum((sizes[l] + 1) * sizes[l + 1] for l in range(len(sizes) - 1))",
        "total = 0\nfor n_in, n_out in zip(sizes[:-1], sizes[1:]):\n    total += n_in * n_out + n_out\nreturn float(total)",
        "np.array(sum(np.zeros((n_out, n_in + 1)).size for n_in, n_out in zip(sizes, sizes[1:])))",
    ],
}

WRONG = {
    "weighted_sum": {
        "np.dot(w, a)": "bias is missing",
        "w * a + b": "add up the products first",
        "np.sum(w * a + b)": "once for each product",
        "sigmoid(np.dot(w, a) + b)": "squished already",
        "np.sum(w) + b": "activations are not used",
        "np.dot(w, a) - b": "bias is subtracted",
        "np.mean(w * a) + b": "mean of the products",
        "[np.dot(w, a) + b]": "list of one number",
        "-(np.dot(w, a) + b)": "sign",
    },
    "layer": {
        "np.dot(W, a) + b": "σ is missing",
        "sigmoid(np.dot(W, a))": "bias is missing",
        "1 / 1 + np.exp(-(W @ a + b))": "brackets",
        "1 / (1 + np.exp(W @ a + b))": "σ(-z)",
        "sigmoid(a @ W + b)": "transposed",
        "sigmoid(W @ a) + b": "after σ",
        "np.tanh(W @ a + b)": "tanh",
        "sigmoid((W @ a + b).reshape(-1, 1))": "column",
        "sigmoid(W @ a + b[:, None])": "make a table",
    },
    "count_parameters": {
        "sum(m * n for m, n in zip(sizes, sizes[1:]))": "biases are missing",
        "sum(sizes)": "neurons",
        "sum(m * n for m, n in zip(sizes, sizes[1:])) + sum(sizes)": "pixels have none",
        "sum(m * n + m for m, n in zip(sizes, sizes[1:]))": "not the one before",
        "sum(m * n + 1 for m, n in zip(sizes, sizes[1:]))": "not each layer",
        "int(np.prod(sizes))": "All sizes are multiplied",
        "sum(m * n + n for m, n in zip(sizes[:-2], sizes[1:-1]))": "last layer is left out",
        "13002": "always the same",
        "sum(m * n + n for m, n in zip(sizes, sizes[1:])) + 1": "its numbers are wrong",
        "round(sum((m + 1) * n for m, n in zip(sizes, sizes[1:])), -1)": "right in only",
        "sizes[1:]": "wrong shape",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)
