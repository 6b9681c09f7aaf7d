"""The exercises of 07_walkers: right answers pass however they are written, wrong ones hear what is wrong."""

from learners import each_right, each_wrong, fails, passes

RIGHT = {
    "between": [
        "(1 - share) * start + share * end",
        "[s + share * (e - s) for s, e in zip(start, end)]",
        "end - (1 - share) * (end - start)",
    ],
    "distance": [
        "np.sqrt(((a - b) ** 2).sum())",
        "sum((p - q) ** 2 for p, q in zip(a, b)) ** 0.5",
        "np.sqrt((b - a) @ (b - a))",
    ],
    "trade_places": [
        "W = W.copy()\nW[:, [j, k]] = W[:, [k, j]]\nreturn W",
        "order = list(range(W.shape[1]))\norder[j], order[k] = k, j\nreturn W[:, order]",
        "V = np.array(W)\nV[:, j], V[:, k] = W[:, k], W[:, j]\nreturn V",
    ],
}

WRONG = {
    "between": {
        "share * start + (1 - share) * end": "share is 0 at the start",
        "share * (end - start)": "add it to the start",
        "start + end - start": "only a share",
        "(start + end) / 2": "the middle",
        "start + share * end": "adds the end",
        "start - share * (end - start)": "away from the end",
        "share * start + share * end": "share of the sum",
        "-(start + share * (end - start))": "sign",
    },
    "distance": {
        "np.sum((a - b) ** 2)": "root is missing",
        "np.sum(a - b)": "not squared",
        "np.sum(abs(a - b))": "absolute",
        "np.max(abs(a - b))": "largest difference alone",
        "np.sqrt(np.mean((a - b) ** 2))": "root of a mean",
        "a - b": "one by one",
        "np.linalg.norm(a) - np.linalg.norm(b)": "two lengths",
        "np.dot(a, b)": "dot product",
    },
    "trade_places": {
        "W = W.copy()\nW[[j, k]] = W[[k, j]]\nreturn W": "rows",
        "W": "Nothing has moved",
        "W = W.copy()\nW[:, j] = W[:, k]\nW[:, k] = W[:, j]\nreturn W": "keep a copy of the first",
        "W[:, [k, j]]": "two columns alone",
        "np.fliplr(W)": "whole order",
        "W[:, [j, k]] = W[:, [k, j]]\nreturn W": "in place",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)
