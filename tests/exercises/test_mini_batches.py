"""The exercises of 06_mini_batches: right answers pass however they are written, wrong ones hear what is wrong."""

from learners import each_right, each_wrong, fails, passes

RIGHT = {
    "take_step": [
        "parameters - learning_rate * np.mean(gradients, axis=1)",
        "p = 1 * parameters\nfor g in gradients.T:\n    p -= learning_rate * g / gradients.shape[1]\nreturn p",
        "parameters - learning_rate * gradients @ np.ones(gradients.shape[1]) / gradients.shape[1]",
        "parameters + -learning_rate * gradients.mean(axis=1)",
        "np.subtract(parameters, learning_rate * np.average(gradients, axis=1))",
        "[p - learning_rate * sum(row) / len(row) for p, row in zip(parameters, gradients)]",
        "(parameters[:, None] - learning_rate * gradients).mean(axis=1)",
        "np.mean([parameters - learning_rate * g for g in gradients.T], axis=0)",
        "parameters = parameters.copy()\nparameters -= learning_rate * gradients.mean(axis=1)\nreturn parameters",
    ],
    "steps_per_epoch": [
        "int(np.ceil(n / batch_size))",
        "len(range(0, n, batch_size))",
        "(n + batch_size - 1) // batch_size",
        "n // batch_size + (n % batch_size > 0)",
        "n // batch_size + bool(n % batch_size)",
        "full, rest = divmod(n, batch_size)\nreturn full + 1 if rest else full",
        "1 + (n - 1) // batch_size",
        "steps = 0\nwhile n > 0:\n    n -= batch_size\n    steps += 1\nreturn steps",
        "len(np.array_split(np.arange(n), range(batch_size, n, batch_size)))",
        "np.float32(np.ceil(n / batch_size))",
    ],
}

WRONG = {
    "take_step": {
        "parameters - learning_rate * np.sum(gradients, axis=1)": "follows the sum",
        "parameters + learning_rate * np.mean(gradients, axis=1)": "climbs",
        "parameters - np.mean(gradients, axis=1)": "learning rate plays no part",
        "-learning_rate * np.mean(gradients, axis=1)": "step alone",
        "parameters - learning_rate * np.mean(gradients)": "All parameters get the same mean",
        "parameters - learning_rate * gradients[:, 0]": "first example alone",
        "parameters[:, None] - learning_rate * gradients": "side by side",
        "parameters + learning_rate * np.sum(gradients, axis=1)": "climbs",
        "learning_rate * np.mean(gradients, axis=1)": "uphill, alone",
        "np.mean(gradients, axis=1)": "mean gradient",
        "parameters": "`gradients` plays no part",
        "learning_rate * parameters - np.mean(gradients, axis=1)": "multiplies the parameters",
        "learning_rate * (parameters - np.mean(gradients, axis=1))": "parameters are multiplied",
        "parameters - np.mean(gradients, axis=1) / learning_rate": "divided by the learning rate",
        "(parameters - np.mean(gradients, axis=1)) / learning_rate": "divided by the learning rate",
        "parameters * (1 - learning_rate * np.mean(gradients, axis=1))": "The step is multiplied by the parameters",
        "parameters - learning_rate - np.mean(gradients, axis=1)": "added: multiply",
        "parameters - learning_rate": "gradient plays no part",
        "parameters - learning_rate * np.mean(gradients, axis=0)": "with ValueError",
        "parameters - learning_rate * gradients": "with ValueError",
        "parameters - learning_rate * gradients.T": "side by side",
        "parameters - learning_rate * np.sum(gradients)": "All parameters get the same sum",
        "parameters - learning_rate * gradients.sum(axis=1) / len(gradients)": "number of parameters",
        "parameters - learning_rate * gradients.sum(axis=1) / len(parameters)": "number of parameters",
        "parameters - learning_rate * gradients[:, -1]": "last example",
        "parameters - learning_rate * gradients[:, 1:].mean(axis=1)": "first column of `gradients` is left out",
        "parameters - learning_rate * gradients[:, :-1].mean(axis=1)": "last column of `gradients` is left out",
        "parameters - learning_rate * abs(gradients).mean(axis=1)": "signs of `gradients`",
        "parameters - learning_rate * abs(gradients.mean(axis=1))": "is wrong in",
        "parameters - learning_rate * np.sign(gradients.mean(axis=1))": "signs of the gradient",
        "parameters - learning_rate * gradients.mean(axis=1) ** 2": "The gradient is squared",
        "parameters - learning_rate ** 2 * gradients.mean(axis=1)": "`learning_rate` is squared",
        "parameters - 2 * learning_rate * gradients.mean(axis=1)": "has wrong signs and wrong sizes",
        "parameters - 0.1 * gradients.mean(axis=1)": "not use `learning_rate`",
        "parameters - learning_rate * np.median(gradients, axis=1)": "This follows the median",
        "parameters - learning_rate * gradients.mean(axis=1) * parameters": "multiplied by the parameters",
        "learning_rate * gradients.mean(axis=1) - parameters": "wrong way round",
        "parameters -= learning_rate * gradients.mean(axis=1)\nreturn parameters": "It changes `parameters` in place, which",
        "parameters[:] = parameters - learning_rate * gradients.mean(axis=1)\n"
        "return parameters": "`parameters = parameters.copy()`",
        "gradients *= learning_rate\nreturn parameters - gradients.mean(axis=1)": "changes `gradients` in place",
        "for g in gradients.T:\n    parameters = parameters - learning_rate * g\n"
        "return parameters": "sum over the mini-batch",
        "for g in gradients.T:\n    parameters = parameters - learning_rate * g / len(gradients)\n"
        "return parameters": "number of parameters",
        "for g in gradients.T:\n    new = parameters - learning_rate * g\nreturn new": "last example",
        "for g in gradients.T:\n    parameters = parameters - learning_rate * g\n    return parameters": "inside the loop",
        "(parameters - learning_rate * gradients.mean(axis=1))[:, None]": "a column of shape",
        "parameters[:, None] - learning_rate * gradients.mean(axis=1, keepdims=True)": "a column of shape",
        "parameters - learning_rate * gradients.mean(axis=1, keepdims=True)": "make a table",
    },
    "steps_per_epoch": {
        "n // batch_size": "makes a step, too",
        "n // batch_size + 1": "nothing is left over",
        "n / batch_size": "fraction",
        "n % batch_size": "what is left",
        "n * batch_size": "are multiplied",
        "n": "batch size 1",
        "round(n / batch_size)": "round up",
        "(n + batch_size) // batch_size": "nothing is left over",
        "(n - 1) // batch_size": "One step is missing",
        "n // batch_size - 1": "one more",
        "n // batch_size + n % batch_size": "left over makes a step",
        "n - batch_size": "subtracted",
        "batch_size / n": "upside down",
        "batch_size // n": "zero everywhere",
        "-(-batch_size // n)": "always the same",
        "batch_size": "batch size: return",
        "int(n / batch_size)": "makes a step, too",
        "np.floor(n / batch_size)": "makes a step, too",
        "np.ceil(n // batch_size)": "makes a step, too",
        "int(n / batch_size) + 1": "nothing is left over",
        "int(n / batch_size + 0.5)": "rounded to the nearest",
        "np.ceil(n / batch_size) + 1": "too large by 1",
        "np.ceil(n / batch_size) - 1": "One step is missing",
        "[n // batch_size, n % batch_size]": "has the wrong shape: (2,) instead of a single number",
        "divmod(n, batch_size)": "has the wrong shape: (2,) instead of a single number",
        "str(n // batch_size)": "type str",
        "n // batch_size if n % batch_size else n // batch_size + 1": "is too large",
        "60000 / 100": "always the same",
        "600": "always the same",
        "n // batch_size * batch_size": "full mini-batches",
        "n + batch_size": "is too large",
        "range(0, n, batch_size)": "has the wrong shape: (15,) instead of a single number",
        "math.ceil(n / batch_size)": "name 'math' is not defined",
        "steps = 0\nwhile n > batch_size:\n    n -= batch_size\n    steps += 1\nreturn steps": "One step is missing",
        "steps = 0\nfor i in range(0, n, batch_size):\n    steps += 1\n    return steps": "inside the loop",
    },
}


@each_right(RIGHT)
def test_a_right_answer_passes_however_it_is_written(name, body):
    passes(name, body)


@each_wrong(WRONG)
def test_a_wrong_answer_hears_what_is_wrong(name, body, words):
    fails(name, body, words)
