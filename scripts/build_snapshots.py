"""Train the course's network and save it after 0, 1, 5 and 20 epochs; this takes about half a minute.

    python scripts/build_snapshots.py

Another machine may round the last digits differently and, after thousands of steps, end at other weights. But the test
accuracy that it prints should be the same to within about a percent.
"""

import numpy as np

from nnlib import SGD, Network, load_mnist, save_network
from nnlib.digits.snapshots import EPOCHS, path_of

SEED = 2
LEARNING_RATE = {"sigmoid": 1.5, "relu": 0.3}


def main():
    digits = load_mnist()
    for activation, learning_rate in LEARNING_RATE.items():
        rng = np.random.default_rng(SEED)
        network = Network([784, 16, 16, 10], activation, rng=rng, dtype=np.float32)
        sgd = SGD(network, digits.train.images, digits.train.targets, learning_rate=learning_rate, rng=rng)
        for epoch in range(max(EPOCHS) + 1):
            if epoch in EPOCHS:
                save_network(network, path_of(epoch, activation))
                accuracy = network.accuracy(digits.test.images, digits.test.labels)
                print(f"{activation}, {epoch:2} epochs: {accuracy:.1%} of the test digits")
            for _ in sgd.run(epochs=1):
                pass


if __name__ == "__main__":
    main()
