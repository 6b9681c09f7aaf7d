import numpy as np
import pytest
from hypothesis import given
from strategies import problems

from nnlib import Network, check_gradient, load_mnist, snapshot
from nnlib.gradient_check import nudge


@pytest.fixture
def problem():
    rng = np.random.default_rng(0)
    return Network([4, 3, 2], rng=rng), rng.random((4, 7)), rng.random((2, 7))


def test_all_13002_parameters_of_the_course_agree_on_one_image():
    train = load_mnist().train
    report = check_gradient(snapshot(1), train.images[:, 5], train.targets[:, 5])
    assert len(report.indices) == 13002
    assert report.largest < 1e-6


def test_one_parameter_is_found_by_its_name(problem):
    network, x, y = problem
    report = check_gradient(network, x, y, "weights[1][1, 2]")
    assert report.where == "weights[1][1, 2]"
    assert report.backprop == pytest.approx([network.backprop(x, y).weights[1][1, 2]])
    assert report.nudged == pytest.approx(report.backprop)


def test_a_sample_has_the_requested_size_and_repeats_with_its_seed(problem):
    one, two = (check_gradient(*problem, 6, rng=np.random.default_rng(1)) for _ in range(2))
    assert len(set(one.indices)) == 6
    np.testing.assert_array_equal(one.indices, two.indices)


def test_a_list_may_mix_names_and_positions(problem):
    assert check_gradient(*problem, ["biases[0][0]", 3]).indices.tolist() == [12, 3]


def test_a_wrong_gradient_is_found_where_it_is_wrong(problem):
    network, x, y = problem

    class Broken(Network):
        def backprop(self, x, y):
            gradient = super().backprop(x, y)
            gradient.weights[1][1, 2] *= 2
            return gradient

        def copy(self, dtype=None):
            twin = Broken(self.sizes)
            twin.parameters[:] = self.parameters
            return twin

    broken = Broken(network.sizes)
    broken.parameters[:] = network.parameters
    report = check_gradient(broken, x, y)
    assert report.where == "weights[1][1, 2]"
    assert report.largest == pytest.approx(0.5)
    assert report.where in repr(report) and "23 parameters checked" in repr(report)


@given(problems())
def test_a_check_leaves_the_network_as_it_was(problem):
    network, x, y = problem
    before = network.parameters.copy()
    check_gradient(network, x, y)
    nudge(network, x, y, 0)
    np.testing.assert_array_equal(network.parameters, before)


def test_a_plain_vector_is_an_example_too(problem):
    network, x, y = problem
    assert check_gradient(network, x[:, 0], y[:, 0]).largest < 1e-6


def test_a_float32_network_is_checked_in_float64(problem):
    network, x, y = problem
    assert check_gradient(network.copy(dtype=np.float32), x, y).largest < 1e-6


@pytest.mark.parametrize(
    "which, error, words",
    [
        ("weights[5][0, 0]", ValueError, "outside this network"),
        (0, ValueError, "which must be from 1 to 23"),
        (24, ValueError, "which must be from 1 to 23"),
        ([], ValueError, "which must name at least one"),
        ([23], ValueError, "index must be from 0 to 22"),
        ([1.5], TypeError, "index must be a whole number"),
    ],
)
def test_only_parameters_that_exist_can_be_checked(problem, which, error, words):
    with pytest.raises(error, match=words):
        check_gradient(*problem, which)


@pytest.mark.parametrize("epsilon", [0, -1e-5, float("nan")])
def test_a_nudge_needs_a_positive_size(problem, epsilon):
    with pytest.raises(ValueError, match="epsilon"):
        check_gradient(*problem, epsilon=epsilon)


def test_a_z_at_the_kink_of_relu_is_reported():
    network, x, y = Network([784, 16, 16, 10], "relu", rng=np.random.default_rng(0)), np.zeros(784), np.eye(10)[3]
    check = check_gradient(network, x, y, 100, rng=np.random.default_rng(0))
    assert check.at_kink == 32 and "32 z of ReLU neurons are at the kink" in repr(check)
    network.parameters += 0.01  # moves every bias, and with it every z, away from the kink
    check = check_gradient(network, x, y, 100, rng=np.random.default_rng(0))
    assert check.at_kink == 0 and "kink" not in repr(check) and check.largest < 1e-6


def test_a_sigmoid_has_no_kink():
    network = Network([4, 3, 2], rng=np.random.default_rng(0))
    assert check_gradient(network, np.zeros(4), np.zeros(2)).at_kink == 0
