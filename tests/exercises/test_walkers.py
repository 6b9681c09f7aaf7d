"""The exercises of 07_walkers: right answers pass however they are written, wrong ones hear what is wrong."""

from learners import each_right, each_wrong, fails, passes

RIGHT = {
    "downhill_part": [
        "-step @ gradient / np.linalg.norm(gradient)",
        "np.dot(step, -gradient) / np.sqrt((gradient ** 2).sum())",
        "-sum(s * g for s, g in zip(step, gradient)) / sum(g * g for g in gradient) ** 0.5",
        "down = -gradient / np.linalg.norm(gradient)\nreturn step @ down",
        "length = np.linalg.norm\nreturn -step @ gradient / (length(step) * length(gradient)) * length(step)",
    ],
    "each_step": [
        "1 - 2 * c * learning_rate",
        "1 - learning_rate * 2 * c",
        "w = 7\nreturn (w - learning_rate * 2 * c * w) / w",
        "-(2 * c * learning_rate - 1)",
    ],
    "trade_places": [
        "W = W.copy()\nW[:, [j, k]] = W[:, [k, j]]\nreturn W",
        "order = list(range(W.shape[1]))\norder[j], order[k] = k, j\nreturn W[:, order]",
        "V = np.array(W)\nV[:, j], V[:, k] = W[:, k], W[:, j]\nreturn V",
        "V = W.copy()\nfirst = V[:, j].copy()\nV[:, j] = V[:, k]\nV[:, k] = first\nreturn V",
        "P = np.eye(W.shape[1])\nP[[j, k]] = P[[k, j]]\nreturn W @ P",
        "np.array([[row[k] if c == j else row[j] if c == k else row[c] for c in range(len(row))] for row in W])",
        "V = W.T.copy()\nV[[j, k]] = V[[k, j]]\nreturn V.T",
    ],
}

WRONG = {
    "downhill_part": {
        "step @ gradient / np.linalg.norm(gradient)": "uphill",
        "-step @ gradient": "divide by that",
        "step @ gradient": "Two things are wrong",
        "-step @ gradient / (np.linalg.norm(step) * np.linalg.norm(gradient))": "This is a cosine",
        "step @ gradient / (np.linalg.norm(step) * np.linalg.norm(gradient))": "cosine with uphill",
        "-step @ gradient / np.linalg.norm(step)": "by that of the gradient",
        "-step @ gradient / (gradient @ gradient)": "divide by the length once",
        "abs(step @ gradient) / np.linalg.norm(gradient)": "The sign is lost",
        "np.linalg.norm(step)": "whole step",
        "-step * gradient / np.linalg.norm(gradient)": "not added up",
        "-(step @ gradient) * gradient / np.linalg.norm(gradient) ** 2": "This is a vector",
        "np.linalg.norm(step - gradient)": "This is a distance",
        "-step @ gradient / np.sum(np.abs(gradient))": "sum of the sizes",
        "-step @ gradient / np.sum(gradient)": "sum of the gradient",
        "np.linalg.norm(gradient)": "It does not use `step`",
    },
    "each_step": {
        "1 - c * learning_rate": "its 2 is missing",
        "1 + 2 * c * learning_rate": "uphill",
        "-2 * c * learning_rate": "add it to w itself",
        "2 * c * learning_rate": "what is left is 1 minus it",
        "abs(1 - 2 * c * learning_rate)": "The sign is lost",
        "2 * c * learning_rate - 1": "wrong way round",
        "2 * c": "slope at w = 1",
        "1 - 2 * c / learning_rate": "multiply by it",
        "1 - c ** 2 * learning_rate": "not c",
        "1 - 2 * c": "plays no part",
        "1 - 2 * learning_rate": "plays no part",
        "c - 2 * c * learning_rate": "Begin with w itself",
        "2 * c * (1 - learning_rate)": "take it from 1",
        "(1 - 2 * c) * learning_rate": "not the 1",
    },
    "trade_places": {
        "W = W.copy()\nW[[j, k]] = W[[k, j]]\nreturn W": "Two rows have changed places",
        "W": "Nothing has changed places",
        "W = W.copy()\nW[:, j] = W[:, k]\nW[:, k] = W[:, j]\nreturn W": "keep a copy of the first",
        "W[:, [k, j]]": "only the two columns",
        "np.fliplr(W)": "whole order",
        "W[:, [j, k]] = W[:, [k, j]]\nreturn W": "It changes `W` in place, which belongs to the caller",
        "W[[k, j]]": "two rows",
        "np.delete(W, [j, k], axis=1)": "gone",
        "W[::-1]": "rows are reversed",
        "W.T": "Two things",
        "W[:, j]": "one column",
        "np.roll(W, 1, axis=1)": "move on by one",
        "W = W.copy()\nW[j, k], W[k, j] = W[k, j], W[j, k]\nreturn W": "Only two entries",
        "W = W.copy()\nW[j], W[k] = W[k], W[j]\nreturn W": "is wrong in",
        "W = W.copy()\nW[:, j], W[:, k] = W[:, k], W[:, j]\nreturn W": "same now",
        "V = W.copy()\nV[:, j] = W[:, k]\nreturn V": "same now",
        "V = W.copy()\nV[:, k] = W[:, j]\nreturn V": "same now",
        "V = W.copy()\nfirst = V[:, j]\nV[:, j] = V[:, k]\nV[:, k] = first\nreturn V": "same now",
        "V = W\nV[:, [j, k]] = V[:, [k, j]]\nreturn V": "It changes `W` in place, which belongs to the caller",
        "V = W.copy()\nV[:, [j, k]] = V[:, [k, j]]\nreturn W": "Nothing has changed places",
        "V = W.copy()\nV[:, [j, k]] = V[:, [k, j]]": "returns nothing",
        "V = W.copy()\nV[:, [j, k]] = V[:, [j, k]]\nreturn V": "Nothing has changed places",
        "V = W.copy()\nV[:, [j, k]] = V[:, [k, j]]\nV[[j, k]] = V[[k, j]]\nreturn V": "Rows and columns",
        "V = W.copy()\nV[:, [j, k]] = V[:, [k, j]]\nreturn V.T": "transposed",
        "V = W.copy()\nV[:, [0, 1]] = V[:, [1, 0]]\nreturn V": "not use `j` and `k`",
        "V = np.zeros_like(W)\nV[:, j], V[:, k] = W[:, k], W[:, j]\nreturn V": "is wrong in",
        "V = W.copy()\nV[:, j - 1], V[:, k - 1] = W[:, k - 1], W[:, j - 1]\nreturn V": "is wrong in",
        "W[j, k]": "The result has the wrong shape",
        "order = list(range(len(W)))\norder[j], order[k] = k, j\nreturn W[order]": "rows have changed",
        "order = list(range(len(W)))\norder[j], order[k] = k, j\nreturn W[:, order]": "It works if all sizes are equal, but",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)
