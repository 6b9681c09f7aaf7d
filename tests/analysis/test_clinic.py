"""The clinic: each patient is ill in the way the clinic says, and in no other."""

import inspect

import numpy as np
import pytest

from nnlib import SGD, Network, check_gradient, load_mnist
from nnlib.analysis import clinic
from nnlib.analysis.clinic import PATIENTS, RATE, RIGHT, examine, gradient_of, overall_cosine, run, step_of
from nnlib.gradient_check import nudge
from nnlib.parameters import index_of, split

SIZES = [784, 16, 16, 10]
BROKEN = [name for name in PATIENTS if name != "healthy"]
PLACES = [f"{layer}, {kind}" for layer in reversed(clinic.LAYERS) for kind in ("weights", "biases")]
every_patient = pytest.mark.parametrize("name", PATIENTS)
EXACT = {
    "sum, not mean": dict.fromkeys(PLACES, 100),
    "weights doubled": {"hidden layer 2, weights": 2},
    "biases times four": {"hidden layer 1, biases": 4},
    "one layer climbs": {"hidden layer 1, weights": -1},
}
BENT = {
    "no slope at the output": PLACES,
    "no slope in hidden layers": PLACES[2:],
    "slope of z as if it were a": PLACES,
    "updated too early": PLACES[2:],
    "one number for all biases": PLACES[1::2],
    "not transposed": PLACES[4:],
}


def right_gradient():
    network, x, y = clinic._first_batch()
    return network.backprop(x, y)


def by_place(name):
    """Place -> (slopes of the patient, right slopes), all of them, as vectors."""
    made, right = (split(vector, SIZES) for vector in (gradient_of(name), right_gradient().vector))
    pairs = [(a.ravel(), b.ravel()) for kind in (0, 1) for a, b in zip(made[kind], right[kind])]
    names = [f"{layer}, {kind}" for kind in ("weights", "biases") for layer in clinic.LAYERS]
    return dict(zip(names, pairs))


# ---- the healthy one


def test_the_healthy_step_is_that_of_sgd():
    network, x, y = clinic._first_batch()
    twin = network.copy()
    sgd = SGD(twin, x, y, batch_size=100, learning_rate=RATE)
    cost = step_of("healthy")(network, x, y, RATE)
    assert cost == pytest.approx(next(sgd).cost, abs=1e-12)
    np.testing.assert_allclose(network.parameters, twin.parameters, rtol=0, atol=1e-12)


def test_the_healthy_gradient_agrees_with_backprop():
    np.testing.assert_allclose(gradient_of("healthy"), right_gradient().vector, rtol=0, atol=1e-12)


def test_the_healthy_run_is_the_training_of_the_other_notebooks():
    rng, train = np.random.default_rng(clinic.SEED), load_mnist().train
    network = Network(SIZES, rng=rng, dtype=np.float32)
    sgd = SGD(network, train.images, train.targets, batch_size=100, learning_rate=RATE, rng=rng)
    np.testing.assert_allclose(run("healthy").costs[:100], [next(sgd).cost for _ in range(100)], rtol=1e-4)


# ---- the broken ones: exactly as they claim


@every_patient
def test_the_line_that_is_shown_is_in_the_step_once_and_is_the_only_change(name):
    patient, source = PATIENTS[name], inspect.getsource(clinic.train_step)
    if name == "healthy":
        assert patient.right == patient.wrong == ""
        return
    lines = [line.strip() for line in source.splitlines()]
    right = patient.right.split("\n")
    assert [line for line in right if lines.count(line) != 1] == []
    assert lines.index(right[-1]) - lines.index(right[0]) == len(right) - 1
    assert patient.wrong != patient.right and len(patient.wrong.split("\n")) == len(right)


@pytest.mark.parametrize("name", EXACT)
def test_a_patient_with_a_factor_is_off_by_it_there_and_right_elsewhere(name):
    for place, (made, right) in by_place(name).items():
        np.testing.assert_allclose(made, right * EXACT[name].get(place, 1), rtol=0, atol=1e-12)
        finding = examine(name)[place]
        assert finding.factor == pytest.approx(EXACT[name].get(place, 1), rel=1e-5)
        assert finding.kind == ("factor" if place in EXACT[name] else "right")


@pytest.mark.parametrize("name", BENT)
def test_a_patient_without_a_factor_is_off_only_in_these_places(name):
    for place, (made, right) in by_place(name).items():
        assert np.allclose(made, right, rtol=0, atol=1e-12) == (place not in BENT[name])
        assert examine(name)[place].kind == ("bent" if place in BENT[name] else "right")


def test_every_broken_patient_is_one_or_the_other():
    assert {*EXACT, *BENT} == set(BROKEN) and len(BROKEN) >= 8


@pytest.mark.parametrize("rate", [0.015, 1.5])
def test_the_wrong_slopes_written_out_by_hand(rate):
    network, x, y = clinic._first_batch()
    gradient, (zs, activations) = network.backprop(x, y), network.forward(x)
    W, deltas = network.weights, gradient.deltas
    error, slopes = 2 * (activations[-1] - y) / 100, [a * (1 - a) for a in activations[1:]]

    def output_weights(name):
        return split(gradient_of(name, rate), SIZES)[0][2]

    np.testing.assert_allclose(output_weights("no slope at the output"), error @ activations[2].T, atol=1e-12)
    np.testing.assert_allclose(
        output_weights("slope of z as if it were a"), error * zs[2] * (1 - zs[2]) @ activations[2].T, atol=1e-12
    )
    hidden = W[1].T @ (W[2].T @ deltas[2])
    np.testing.assert_allclose(split(gradient_of("no slope in hidden layers", rate), SIZES)[1][0], hidden.sum(axis=1))
    moved = W[2] - rate * gradient.weights[2]
    early = (moved.T @ deltas[2] * slopes[1]).sum(axis=1)
    np.testing.assert_allclose(split(gradient_of("updated too early", rate), SIZES)[1][1], early, atol=1e-11)
    swapped = W[1] @ deltas[1] * slopes[0]
    np.testing.assert_allclose(split(gradient_of("not transposed", rate), SIZES)[1][0], swapped.sum(axis=1), atol=1e-11)
    for made, delta in zip(split(gradient_of("one number for all biases", rate), SIZES)[1], deltas):
        np.testing.assert_allclose(made, np.full(len(delta), delta.sum()), atol=1e-11)


# ---- the gradient check


def test_a_finding_comes_from_nudging():
    network, x, y = clinic._first_batch()
    positions, nudged = clinic._nudged()["hidden layer 2, biases"]
    np.testing.assert_array_equal(positions, [index_of(f"biases[1][{k}]", SIZES) for k in range(16)])
    assert nudged[3] == nudge(network, x, y, positions[3])
    check = check_gradient(network, x, y, which=list(positions))
    assert examine("healthy")["hidden layer 2, biases"].error == pytest.approx(check.largest, rel=0.5, abs=1e-9)
    made = gradient_of("no slope at the output")[positions]
    finding = examine("no slope at the output")["hidden layer 2, biases"]
    assert finding.cosine == pytest.approx(made @ nudged / np.sqrt(made @ made * (nudged @ nudged)))
    assert finding.factor == pytest.approx(np.linalg.lstsq(nudged[:, np.newaxis], made, rcond=None)[0][0])


def test_rounding_is_far_below_the_line_and_mistakes_are_far_above():
    errors = [finding.error for name in PATIENTS for finding in examine(name).values()]
    assert [error for error in errors if RIGHT / 30 < error < 1000 * RIGHT] == []


def test_no_two_patients_look_the_same_to_the_check():
    for name in PATIENTS:
        for other in set(PATIENTS) - {name}:
            pairs = [(examine(name)[place], examine(other)[place]) for place in PLACES]
            apart = [
                a.kind != b.kind or abs(a.cosine - b.cosine) > 0.1 or abs(a.factor / b.factor - 1) > 0.1 for a, b in pairs
            ]
            assert any(apart), f"{name} looks like {other}"


# ---- what the clinic says of them


def test_some_still_learn_and_some_do_better():
    accuracy = {name: run(name).accuracy for name in PATIENTS}
    dead = {"sum, not mean", "slope of z as if it were a", "one layer climbs"}
    assert {name for name in PATIENTS if accuracy[name] < 0.2} == dead
    assert all(accuracy[name] > 0.74 for name in set(PATIENTS) - dead)
    near = [name for name in BROKEN if accuracy[name] > accuracy["healthy"] - 0.05]
    assert len(near) == 6 and "no slope in hidden layers" not in near
    assert accuracy["no slope at the output"] > accuracy["healthy"] + 0.02


def test_without_the_slope_at_the_output_it_descends_twice_the_cross_entropy():
    network, x, y = clinic._first_batch()

    def cross_entropy(network):
        a = network.output(x)
        return -(y * np.log(a) + (1 - y) * np.log(1 - a)).sum() / 100

    for name in ("weights[2][4, 5]", "weights[0][3, 400]", "biases[1][7]"):
        i, above, below = index_of(name, SIZES), network.copy(), network.copy()
        above.parameters[i] += 1e-5
        below.parameters[i] -= 1e-5
        slope = (cross_entropy(above) - cross_entropy(below)) / 2e-5
        assert gradient_of("no slope at the output")[i] == pytest.approx(2 * slope, rel=1e-4)


def test_updating_early_does_less_harm_with_short_steps_and_more_with_long_ones():
    right, usual, short = (gradient_of(*a) for a in (("healthy",), ("updated too early",), ("updated too early", 0.015)))
    assert 0 < np.linalg.norm(short - right) < np.linalg.norm(usual - right) / 50
    assert run("updated too early", 2 * RATE).accuracy < 0.2 < 0.8 < run("healthy", 2 * RATE).accuracy
    # "no other mistake here does that"
    for name in set(BROKEN) - {"updated too early"}:
        np.testing.assert_allclose(gradient_of(name, 0.015), gradient_of(name), rtol=0, atol=1e-10)


def test_the_sum_and_the_climbing_layer_end_as_described():
    assert run("sum, not mean").means[-1] == pytest.approx(1, abs=0.01)
    assert run("one layer climbs").means[-1] == pytest.approx(0.9, abs=0.01)
    assert overall_cosine("one layer climbs") > 0.96 and overall_cosine("sum, not mean") == pytest.approx(1)
    costs = run("slope of z as if it were a").costs
    assert np.isfinite(costs[:3]).all() and np.isnan(costs[-1])
    assert [name for name in PATIENTS if overall_cosine(name) < 0] == ["slope of z as if it were a"]


def test_the_same_run_again_gives_the_same_costs():
    again = run.__wrapped__("not transposed", RATE, 50)
    np.testing.assert_allclose(again.costs, run("not transposed").costs[:50], rtol=0.001)
    np.testing.assert_allclose(again.means, run("not transposed").means[:50], rtol=0.001)


@pytest.mark.parametrize("function", [run, examine, gradient_of, step_of])
def test_an_unknown_patient_is_turned_away(function):
    with pytest.raises(ValueError, match="name must be one of healthy, .* but got 'flu'"):
        function("flu")
