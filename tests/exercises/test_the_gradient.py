"""The exercises of 02_the_gradient: right answers pass however they are written, wrong ones hear what is wrong."""

from learners import each_right, each_wrong, fails, passes

RIGHT = {
    "cost": [
        "np.sum(np.square(y - a))",
        "sum((a_j - y_j) ** 2 for a_j, y_j in zip(a, y))",
        "np.linalg.norm(a - y) ** 2",
        "a = a - y\na *= a\nreturn a.sum()",
    ],
    "average_cost": [
        "np.sum((a - y) ** 2) / a.shape[1]",
        "costs = []\nfor i in range(a.shape[1]):\n    costs.append(sum((a[:, i] - y[:, i]) ** 2))\nreturn np.mean(costs)",
        "len(a) * ((a - y) ** 2).mean()",
    ],
    "predicted_change": [
        "np.sum(gradient * nudge)",
        "sum(g * n for g, n in zip(gradient, nudge))",
        "float(np.einsum('i,i', gradient, nudge))",
    ],
}

WRONG = {
    "cost": {
        "np.sum(a - y)": "not squared",
        "np.sum(abs(a - y))": "absolute",
        "np.sum((a - y) ** 2) / 2": "½ too many",
        "np.mean((a - y) ** 2)": "mean over the outputs",
        "(a - y) ** 2": "one by one",
        "np.sum(a - y) ** 2": "added up first",
        "np.sqrt(np.sum((a - y) ** 2))": "root",
        "-np.sum(y * np.log(a))": "cross-entropy",
        "-np.sum((a - y) ** 2)": "sign",
        "[np.sum((a - y) ** 2)]": "list of one number",
    },
    "average_cost": {
        "np.sum((a - y) ** 2)": "sum over the examples, not their mean",
        "np.mean((a - y) ** 2)": "number of outputs as well",
        "np.sum((a - y) ** 2) / len(a)": "examples are the columns",
        "np.sum((a - y) ** 2, axis=0)": "take their mean",
        "np.sum((a - y) ** 2, axis=1)": "along the rows",
        "np.sum((a - y) ** 2) / a.shape[1] / 2": "½ too many",
        "np.sum((a - y) ** 2) / 2": "Two things. This is the sum over the examples",
        "np.sum((a - y) ** 2) / a.shape[1] ** 2": "once too often",
        "np.sum(np.mean(a - y, axis=1) ** 2)": "averaged before squaring",
        "for i in range(a.shape[1]):\n    cost = np.sum((a[:, i] - y[:, i]) ** 2)\nreturn cost": "last example",
    },
    "predicted_change": {
        "gradient * nudge": "add them up",
        "np.mean(gradient * nudge)": "mean of the changes",
        "-np.sum(gradient * nudge)": "sign",
        "np.sum(abs(gradient * nudge))": "signs are lost",
        "np.sum(gradient + nudge)": "added: multiply",
        "np.linalg.norm(gradient) * np.linalg.norm(nudge)": "Two lengths",
        "np.outer(gradient, nudge)": "table",
        "np.sum(gradient * nudge) / 2": "half as large",
        "np.sum(gradient) * np.sum(nudge)": "two sums",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)
