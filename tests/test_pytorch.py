"""PyTorch and nnlib agree: with what PyTorch once worked out, in every run; with PyTorch itself where it is installed."""

import re
from pathlib import Path

import numpy as np
import pytest
from claims.course import ROOT, digits, says

from nnlib import load_mnist, snapshot

PAGE = "12_really"
STORED = np.load(Path(__file__).parent / "data" / "pytorch_gradient.npz")
TEST = load_mnist().test
ROWS = [
    [cell.strip() for cell in line.removeprefix("# |").removesuffix("|").split(" | ")]
    for line in (ROOT / "notebooks" / "source" / f"{PAGE}.py").read_text(encoding="utf-8").splitlines()
    if line.startswith("# |") and line.count("`") >= 2
]


def ours(activation):
    return snapshot(1, activation).copy(dtype=float).backprop(TEST.images[:, :100], TEST.targets[:, :100])


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_the_gradient_that_pytorch_worked_out_is_ours(activation):
    gradient, theirs = ours(activation), STORED[f"{activation}_gradient"]
    assert gradient.cost == pytest.approx(float(STORED[f"{activation}_cost"]), rel=1e-6)
    assert theirs.shape == (13_002,) and np.count_nonzero(theirs) > 6_000
    np.testing.assert_allclose(gradient.vector, theirs, rtol=0, atol=1e-6 * np.abs(theirs).max())
    says(PAGE, "none of its 13,002 slopes differs from ours by more than a millionth of the largest")


@pytest.mark.parametrize("activation", ["sigmoid", "relu"])
def test_what_is_stored_is_what_pytorch_works_out_today(activation):
    pytest.importorskip("torch")
    import build_pytorch_gradient

    cost, gradient = build_pytorch_gradient.cost_and_gradient(activation)
    np.testing.assert_array_equal(gradient.astype(np.float32), STORED[f"{activation}_gradient"])
    assert cost == STORED[f"{activation}_cost"]
    np.testing.assert_allclose(ours(activation).vector, gradient, rtol=1e-9, atol=1e-15)


def run(column, names):
    """Run the lines in this column of the notebook's table, one after the other."""
    for row in ROWS:
        for line in re.findall(r"^`(.+)`$", row[column]):
            exec(line, names)
    return names


def test_our_column_of_the_table_runs_and_is_a_step_of_the_course():
    names = run(1, {})
    network, gradient = names["network"], names["gradient"]
    assert names["cost"] == pytest.approx(gradient.cost) and names["slopes"] is not None
    assert network.cost(names["x"], names["y"]) < names["cost"] and names["answers"].shape == (100,)
    assert len(ROWS) == 12


def test_pytorchs_column_does_the_same_from_the_same_start():
    torch = pytest.importorskip("torch")
    start = snapshot(0)
    linear = []

    class Linear(torch.nn.Linear):  # which starts with the numbers of our network
        def __init__(self, n_in, n_out):
            super().__init__(n_in, n_out)
            with torch.no_grad():
                self.weight.copy_(torch.tensor(start.weights[len(linear)]))
                self.bias.copy_(torch.tensor(start.biases[len(linear)]))
            linear.append(self)

    original, torch.nn.Linear = torch.nn.Linear, Linear
    try:
        names = run(2, {"nnlib": __import__("nnlib")})
    finally:
        torch.nn.Linear = original
    train = digits().train
    x, y = train.images[:, :100], train.targets[:, :100]
    gradient = start.backprop(x, y)
    assert names["cost"].item() == pytest.approx(gradient.cost, rel=1e-5)
    np.testing.assert_allclose(names["slopes"], gradient.weights[0], atol=1e-6)
    after = start.copy(dtype=float)
    after.parameters -= 1.5 * gradient.vector
    np.testing.assert_array_equal(names["answers"].numpy(), after.output(x).argmax(axis=0))
