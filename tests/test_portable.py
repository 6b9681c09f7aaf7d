"""Networks for other programs: a PyTorch program and JSON, both without nnlib, both with the same outputs."""

import json
import sys
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest

from nnlib import Network, load_mnist, snapshot
from nnlib.portable import as_json, as_pytorch

X = load_mnist().test.images[:, :50]


def networks():
    return {
        "sigmoid": snapshot(1),
        "relu": snapshot(1, "relu"),
        "no hidden layer": Network([784, 10], rng=np.random.default_rng(1)),
        "float32, deep": Network([784, 3, 4, 5, 10], "relu", rng=np.random.default_rng(2), dtype=np.float32),
    }


def squish(z):
    return 1 / (1 + np.exp(-z))


class Numbers(np.ndarray):
    """An array that is filled as a tensor is."""

    def copy_(self, values):
        self[...] = values


class Linear:
    def __init__(self, n_in, n_out):
        self.weight, self.bias = (np.full(shape, np.nan).view(Numbers) for shape in ((n_out, n_in), n_out))

    def __call__(self, x):
        return np.asarray(x) @ np.asarray(self.weight).T + np.asarray(self.bias)


class Sequential(list):
    def __init__(self, *layers):
        super().__init__(layers)

    def __call__(self, x):
        for layer in self:
            x = layer(x)
        return x


class Nothing:
    def __enter__(self):
        pass

    def __exit__(self, *_):
        pass


@pytest.fixture
def stand_in(monkeypatch):
    """What a program asks of torch, in numpy."""
    torch = ModuleType("torch")
    torch.nn = SimpleNamespace(
        Linear=Linear, Sequential=Sequential, Sigmoid=lambda: squish, ReLU=lambda: lambda z: np.maximum(z, 0)
    )
    torch.no_grad, torch.tensor = Nothing, np.array
    monkeypatch.setitem(sys.modules, "torch", torch)


def run(program):
    names = {}
    exec(compile(program, "my_network.py", "exec"), names)
    return names


@pytest.mark.parametrize("name", networks())
def test_the_program_makes_a_model_with_the_same_outputs(stand_in, name):
    network = networks()[name]
    program = as_pytorch(network)
    np.testing.assert_allclose(run(program)["model"](X.T).T, network.output(X), rtol=1e-5)
    assert "nnlib" not in program


@pytest.mark.parametrize("name", networks())
def test_the_program_runs_in_pytorch_itself(name):
    torch = pytest.importorskip("torch")
    model = run(as_pytorch(networks()[name]))["model"]
    np.testing.assert_allclose(model(torch.tensor(X.T)).detach().numpy().T, networks()[name].output(X), rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("name", networks())
def test_json_read_back_gives_the_same_numbers(name):
    network = networks()[name]
    read = json.loads(as_json(network))
    again = Network(read["sizes"], read["activation"], dtype=network.parameters.dtype)
    for l, (W, b) in enumerate(zip(read["weights"], read["biases"])):
        again.weights[l], again.biases[l] = np.array(W, again.parameters.dtype), np.array(b, again.parameters.dtype)
    np.testing.assert_array_equal(again.parameters, network.parameters)
    np.testing.assert_array_equal(again.output(X), network.output(X))


def test_a_network_that_has_come_apart_is_not_exported():
    network = Network([784, 10])
    network.biases[0][3] = np.nan
    for export in (as_json, as_pytorch):
        with pytest.raises(ValueError, match="finite"):
            export(network)
