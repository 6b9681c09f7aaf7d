"""The exercises of 06_mini_batches: right answers pass however they are written, wrong ones hear what is wrong."""

from learners import each_right, each_wrong, fails, passes

RIGHT = {
    "take_step": [
        "parameters - learning_rate * np.mean(gradients, axis=1)",
        "p = 1 * parameters\nfor g in gradients.T:\n    p -= learning_rate * g / gradients.shape[1]\nreturn p",
        "parameters - learning_rate * gradients @ np.ones(gradients.shape[1]) / gradients.shape[1]",
    ],
    "steps_per_epoch": [
        "int(np.ceil(n / batch_size))",
        "len(range(0, n, batch_size))",
        "(n + batch_size - 1) // batch_size",
    ],
}

WRONG = {
    "take_step": {
        "parameters - learning_rate * np.sum(gradients, axis=1)": "by the sum",
        "parameters + learning_rate * np.mean(gradients, axis=1)": "climbs",
        "parameters - np.mean(gradients, axis=1)": "learning rate is not used",
        "-learning_rate * np.mean(gradients, axis=1)": "step alone",
        "parameters - learning_rate * np.mean(gradients)": "one mean for all",
        "parameters - learning_rate * gradients[:, 0]": "first example alone",
        "parameters[:, None] - learning_rate * gradients": "side by side",
    },
    "steps_per_epoch": {
        "n // batch_size": "needs a step, too",
        "n // batch_size + 1": "nothing is left over",
        "n / batch_size": "fraction",
        "n % batch_size": "what is left",
        "n * batch_size": "multiplies",
        "n": "batch size 1",
        "round(n / batch_size)": "round up",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)
