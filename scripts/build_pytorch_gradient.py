"""Work out with PyTorch what nnlib's gradients are compared with in every run of the tests.

    pip install torch && python scripts/build_pytorch_gradient.py

Writes tests/data/pytorch_gradient.npz: for each activation the cost, and the slopes in the order of our parameters, of the
snapshot after one epoch and the first hundred test digits. PyTorch's own loss and its automatic differentiation, in float64.
"""

from pathlib import Path

import numpy as np
import torch

from nnlib import load_mnist, snapshot

FILE = Path(__file__).resolve().parents[1] / "tests" / "data" / "pytorch_gradient.npz"
IMAGES = 100
SQUISH = {"sigmoid": torch.nn.Sigmoid, "relu": torch.nn.ReLU}


def model_of(network):
    """A torch model in float64 with the numbers of this network."""
    layers = []
    for W, b in zip(network.weights, network.biases):
        linear = torch.nn.Linear(W.shape[1], W.shape[0], dtype=torch.float64)
        with torch.no_grad():
            linear.weight.copy_(torch.tensor(W))
            linear.bias.copy_(torch.tensor(b))
        layers += [linear, SQUISH[network.activation]()]
    return torch.nn.Sequential(*layers[:-1], torch.nn.Sigmoid())


def cost_and_gradient(activation):
    """PyTorch's cost of the hundred digits, and its gradient (13002,)."""
    network, test = snapshot(1, activation).copy(dtype=float), load_mnist().test
    model = model_of(network)
    x, y = (torch.tensor(array[:, :IMAGES].astype(float).T) for array in (test.images, test.targets))
    cost = torch.nn.functional.mse_loss(model(x), y, reduction="sum") / IMAGES
    cost.backward()
    linear = [layer for layer in model if isinstance(layer, torch.nn.Linear)]
    for l, layer in enumerate(linear):  # into the places of the parameters that they are slopes of
        network.weights[l], network.biases[l] = layer.weight.grad.numpy(), layer.bias.grad.numpy()
    return cost.item(), network.parameters


def main():
    FILE.parent.mkdir(exist_ok=True)
    results = {}
    for activation in SQUISH:
        cost, gradient = cost_and_gradient(activation)
        results |= {f"{activation}_cost": cost, f"{activation}_gradient": gradient.astype(np.float32)}
    np.savez_compressed(FILE, **results)
    print(f"{FILE}: {FILE.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
