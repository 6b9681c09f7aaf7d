"""The exercises of 05_every_image: right answers pass however they are written, wrong ones hear what is wrong."""

from learners import each_right, each_wrong, fails, passes

RIGHT = {
    "average_gradient": [
        "np.mean(gradients, axis=1)",
        "gradients.sum(axis=1) / gradients.shape[1]",
        "[sum(row) / len(row) for row in gradients]",
    ],
    "what_survives": [
        "abs(sum(votes)) / sum(abs(votes))",
        "abs(np.mean(votes)) / np.mean(np.abs(votes))",
        "np.linalg.norm(np.mean(votes)) * len(votes) / sum(abs(v) for v in votes)",
    ],
    "agreement": [
        "np.dot(a, b) / np.sqrt(np.dot(a, a) * np.dot(b, b))",
        "(a / np.linalg.norm(a)) @ (b / np.linalg.norm(b))",
        "sum(p * q for p, q in zip(a, b)) / (sum(a**2) * sum(b**2)) ** 0.5",
    ],
}

WRONG = {
    "average_gradient": {
        "np.sum(gradients, axis=1)": "divide by how many columns",
        "np.mean(gradients, axis=0)": "take `axis=1`",
        "np.mean(gradients)": "into one number",
        "gradients.sum(axis=1) / len(gradients)": "number of parameters",
        "-gradients.mean(axis=1)": "sign",
        "np.mean(abs(gradients), axis=1)": "signs are lost",
        "for i in range(gradients.shape[1]):\n    g = gradients[:, i]\nreturn g": "last example alone",
        "gradients.mean(axis=1)[:, None]": "column",
        "gradients.mean(axis=1) / 2": "half as large",
    },
    "what_survives": {
        "np.mean(votes) / np.mean(abs(votes))": "absolute value of the mean",
        "abs(np.mean(votes))": "divide it by",
        "np.mean(abs(votes)) / abs(np.mean(votes))": "upside down",
        "1 - abs(np.mean(votes)) / np.mean(abs(votes))": "share that cancels",
        "abs(np.sum(votes)) / np.mean(abs(votes))": "divides a sum by a mean",
        "np.mean(votes > 0)": "how many want it up",
        "100 * abs(np.mean(votes)) / np.mean(abs(votes))": "its numbers are wrong",
    },
    "agreement": {
        "a @ b": "lengths are still in it",
        "a @ b / np.linalg.norm(a)": "too",
        "a @ b / np.linalg.norm(a) * np.linalg.norm(b)": "Brackets",
        "a * b": "one by one",
        "a @ b / (sum(a**2) * sum(b**2))": "lengths squared",
        "np.corrcoef(a, b)[0, 1]": "correlation",
        "np.degrees(np.arccos(a @ b / np.linalg.norm(a) / np.linalg.norm(b)))": "angle in degrees",
        "-(a @ b) / np.linalg.norm(a) / np.linalg.norm(b)": "sign",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)
