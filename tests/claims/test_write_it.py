"""What notebook 08, its diagnoses and its part of TEACHING claim is so."""

from functools import cache

import numpy as np
import pytest
from claims.course import EVERY, FIVE_SEEDS, digits, network_of, says
from solved import mine, notebook

from nnlib import Network, backprop, snapshot
from nnlib.analysis import clinic
from nnlib.analysis.votes import agreement
from nnlib.explorers import write_it
from nnlib.explorers.shared.networks import SEED
from nnlib.explorers.write_it.diagnoses import DIAGNOSES
from nnlib.explorers.write_it.epsilon import EPSILONS, PARAMETERS, differences
from nnlib.explorers.write_it.yours import YourNetwork, Yours
from nnlib.gradient_check import nudge, relative_errors
from nnlib.parameters import index_of, split

PAGE = "08_write_it"
SIZES = [784, 16, 16, 10]
HERE = clinic.SEED
BROKEN = [name for name in clinic.PATIENTS if name != "healthy"]
WINNER = "weights doubled"  # better than the healthy one, whatever the start
OFTEN = "no slope at the output"  # with most starts: which ones depends on the processor
SEEDS = FIVE_SEEDS if EVERY else FIVE_SEEDS[:1]


# ---- the six functions


def test_an_image_among_a_hundred_has_a_hundredth_of_its_delta():
    says(PAGE, "An image is alone in its batch. Then it shares the batch with 99 others.")
    says("TEACHING", "The cost is an average now, so δ is **100 times** smaller.")
    x, y = digits().train.images[:, :100], digits().train.targets[:, :100]
    a, z = snapshot(0).output(x), snapshot(0).forward(x).zs[-1]
    alone = 2 * (a - y) * np.exp(-z) / (1 + np.exp(-z)) ** 2
    np.testing.assert_allclose(snapshot(0).backprop(x, y).deltas[-1], alone / 100, rtol=1e-3, atol=1e-8)


def test_the_learners_functions_need_two_epochs_to_ninety_per_cent():
    says(PAGE, "With these start weights and this order of images it takes two epochs.")
    test = digits().test
    one, two = (network_of(SEED, epochs).accuracy(test.images, test.labels) for epochs in (1, 2))
    assert one < 0.9 < two


def errors_with(**broken):
    """The relative errors of 300 parameters, layer by layer, weights before biases, when a function is broken."""
    network = YourNetwork(Yours(mine(notebook(**broken))), rng=np.random.default_rng(1))
    x, y = (array[:, :4].astype(float) for array in (digits().train.images, digits().train.targets))
    slopes, found = network.backprop(x, y), {}
    weights, biases = split(np.arange(network.parameters.size), SIZES)
    rng = np.random.default_rng(0)
    for l in range(3):
        lit = weights[l][:, slopes.weights[l].any(axis=0)].ravel()
        for kind, places in ("weights", rng.choice(lit, 25, replace=False)), ("biases", biases[l]):
            nudged = [nudge(network, x, y, i, cost_of=YourNetwork.cost_of_batch) for i in places]
            found[kind, l] = relative_errors(slopes.vector[places], np.array(nudged))
    return found


def test_a_mistake_shows_in_the_layer_where_it_begins():
    says(PAGE, "Without σ′ in <code>layer_back</code> both hidden layers are wrong and the outputs are right.")
    says(PAGE, "With the mean only the biases are wrong, all 42 of them")
    no_slope = errors_with(layer_back="def layer_back(W, delta, z):\n    return W.T @ delta")
    mean = errors_with(layer_gradient="def layer_gradient(delta, a):\n    return delta @ a.T, delta.mean(axis=1)")
    for (kind, l), errors in no_slope.items():
        assert (errors > 1e-4).any() == (l < 2), (kind, l)
        assert (errors < 1e-4).all() == (l == 2), (kind, l)
    for (kind, l), errors in mean.items():
        assert (errors > 1e-4).all() if kind == "biases" else (errors < 1e-4).all(), (kind, l)
    assert sum(errors.size for (kind, _), errors in mean.items() if kind == "biases") == 42


def test_nudging_takes_two_passes_forward_for_each_parameter():
    says(PAGE, "Nudging all 13,002 parameters takes 26,004 passes forward.")
    assert 2 * Network(SIZES).parameters.size == 26_004


def test_the_whole_file_is_sixty_lines_long():
    says(PAGE, "The file is `nnlib/backprop.py`, sixty lines long.")
    with open(backprop.__file__, encoding="utf-8") as file:
        assert 56 <= len(file.readlines()) <= 64


# ---- how small a nudge should be


@pytest.mark.parametrize("name", PARAMETERS)
def test_a_tenth_of_epsilon_shrinks_truncation_a_hundredfold_or_tenfold(name):
    says(PAGE, "Divide ε by 10, and the truncation error of the central difference shrinks a hundredfold.")
    says(PAGE, "shrinks only tenfold, so rounding overtakes it earlier, and at its best it is less exact")
    _, central, one_sided = differences(name)
    at = {power: np.abs(np.log10(EPSILONS) - power).argmin() for power in (-2, -3)}
    assert central[at[-2]] / central[at[-3]] == pytest.approx(100, rel=0.1)
    assert one_sided[at[-2]] / one_sided[at[-3]] == pytest.approx(10, rel=0.1)
    assert one_sided.min() > central.min() and EPSILONS[one_sided.argmin()] < EPSILONS[central.argmin()]
    assert min(central[0], central[-1]) > 1000 * central[np.abs(np.log10(EPSILONS) + 5).argmin()]


def test_of_the_three_sizes_the_middle_one_is_most_exact():
    says("TEACHING", "Of the three on the card **0.00001** is best.")
    network = snapshot(1).copy(dtype=float)
    x, y = (array[:, 5:6].astype(float) for array in (digits().train.images, digits().train.targets))
    index = index_of(PARAMETERS[0], SIZES)
    slope = network.backprop(x, y).vector[index]
    errors = {size: abs(nudge(network, x, y, index, size) / slope - 1) for size in (0.1, 1e-5, 1e-12)}
    assert min(errors, key=errors.get) == 1e-5


# ---- the clinic


@cache
def outcome(name, seed):
    """The share of test digits that this patient reads after an epoch from this start, and its last outputs."""
    rng = np.random.default_rng(seed)
    network = Network(SIZES, rng=rng, dtype=np.float32)
    train, test, step = digits().train, digits().test, clinic.step_of(name)
    with np.errstate(all="ignore"):
        for batch in np.split(rng.permutation(60_000), 600):
            step(network, train.images[:, batch], train.targets[:, batch], 1.5)
        outputs = network.output(test.images) if np.isfinite(network.parameters).all() else np.zeros((10, 10_000))
    return (outputs.argmax(axis=0) == test.labels).mean(), outputs


def accuracy(name, seed):
    return clinic.run(name).accuracy if seed == HERE else outcome(name, seed)[0]


def counts(seed):
    """How many of the ten read more than 70 %, and how many come within five points of the healthy one, or beat it."""
    broken, healthy = np.array([accuracy(name, seed) for name in BROKEN]), accuracy("healthy", seed)
    return [int((broken > share).sum()) for share in (0.7, healthy - 0.05)]


def test_seven_learn_here_and_six_come_close():
    says("TEACHING", "In the clinic **7 of 10** broken steps still read more than 70 % of the test digits")
    says("TEACHING", "with five other starts it was six or seven")
    says(PAGE, "Six of the ten end within five percentage points of the healthy one, or above it.")
    assert counts(HERE) == [7, 6]


def test_with_other_starts_one_or_more_beat_the_healthy_one_and_about_as_many_learn():
    says(PAGE, "With five other starts it was six or seven.", "With five other starts it was four to six")
    says(PAGE, "each time at least one of the ten beat the healthy one")
    assert "with five other starts" in DIAGNOSES[WINNER].why and "most of five other starts" in DIAGNOSES[OFTEN].why
    assert all(accuracy(WINNER, seed) > accuracy("healthy", seed) for seed in SEEDS)
    if EVERY:
        learned, near = zip(*map(counts, FIVE_SEEDS))
        assert set(learned) == {6, 7} and set(near) == {4, 5, 6}
        assert sum(accuracy(OFTEN, seed) > accuracy("healthy", seed) for seed in FIVE_SEEDS) >= 3


def slopes_of(name, seed):
    """The gradient that a patient follows at the first step from this start, and the right one, layer by layer."""
    rng = np.random.default_rng(seed)
    network, batch = Network(SIZES, rng=rng), rng.permutation(60_000)[:100]
    x, y = (array[:, batch].astype(float) for array in (digits().train.images, digits().train.targets))
    right, before = network.backprop(x, y).vector.copy(), network.parameters.copy()
    clinic.step_of(name)(network, x, y, 1.5)
    made = (before - network.parameters) / 1.5
    return made, right


def layers(vector):
    return [np.append(W.ravel(), b) for W, b in zip(*split(vector, SIZES))]


def test_the_cosine_of_all_slopes_deceives_where_the_first_layer_climbs():
    says(PAGE, "the cosine of everything at once is 0.97")
    says(PAGE, "is more than five times as long as that of either hidden layer")
    made, right = slopes_of("one layer climbs", HERE)
    assert round(agreement(made, right), 2) == 0.97 and agreement(layers(made)[0], layers(right)[0]) < -0.9
    first, second, outputs = map(np.linalg.norm, layers(right))
    assert outputs > 5 * max(first, second)
    for seed in FIVE_SEEDS:
        made, right = slopes_of("one layer climbs", seed)
        assert agreement(made, right) > 0.9 and agreement(layers(made)[0], layers(right)[0]) < -0.9


def test_whether_the_outputs_go_uphill_with_a_slope_of_z_depends_on_the_start():
    assert "Here the outputs even go uphill; with other starts they may not." in DIAGNOSES["slope of z as if it were a"].tell
    cosines = [
        agreement(*(layers(one)[2] for one in slopes_of("slope of z as if it were a", s))) for s in (HERE, *FIVE_SEEDS)
    ]
    assert cosines[0] < 0 < max(cosines[1:])
    assert np.isnan(clinic.run("slope of z as if it were a").costs).argmax() == 4


def test_a_missing_slope_makes_steps_four_or_eighteen_times_too_long():
    assert "about 4 times too far, and hidden layer 1 about 18 times" in DIAGNOSES["no slope in hidden layers"].why
    made, right = (layers(one) for one in slopes_of("no slope in hidden layers", HERE))
    factors = [np.linalg.norm(a) / np.linalg.norm(b) for a, b in zip(made, right)]
    assert factors == pytest.approx([18, 4, 1], rel=0.1)
    for seed in FIVE_SEEDS:
        made, right = slopes_of("no slope at the output", seed)
        assert np.linalg.norm(made) / np.linalg.norm(right) == pytest.approx(4.3, rel=0.12)


def test_a_layer_that_climbs_leaves_all_outputs_near_a_tenth():
    assert "all outputs say about 0.1, whatever the image" in DIAGNOSES["one layer climbs"].why
    for seed in SEEDS:
        share, outputs = outcome("one layer climbs", seed)
        assert share < 0.25 and outputs.max() < 0.2 and outputs.mean() == pytest.approx(0.1, abs=0.01)
    assert "throws all outputs to 0" in DIAGNOSES["sum, not mean"].why
    assert outcome("sum, not mean", SEEDS[0])[1].max() < 0.01


def test_twice_the_learning_rate_is_said_of_one_epoch():
    assert "it did not recover within this epoch" in DIAGNOSES["updated too early"].why
    assert clinic.run("updated too early", 2 * clinic.RATE).accuracy < 0.2


def test_a_gradient_with_a_positive_cosine_lowers_the_cost_in_a_short_step():
    says(
        PAGE,
        "A wrong gradient whose cosine is positive still points uphill, roughly, "
        "so a short step against it lowers the cost.",
    )
    network = network_of(2)
    x, y = (array[:, :100].astype(float) for array in (digits().train.images, digits().train.targets))
    right, rng = network.backprop(x, y).vector, np.random.default_rng(0)
    for _ in range(5):
        wrong = rng.normal(size=right.size)
        wrong *= np.sign(agreement(wrong, right)) / np.linalg.norm(wrong)
        moved = network.copy()
        moved.parameters -= 1e-3 * wrong
        assert moved.cost(x, y) < network.cost(x, y)


def test_the_learners_code_is_read_beside_ours():
    says(PAGE, "you divide by m in `batch_delta`, and ours does it a few lines earlier")
    shown = write_it.beside_network(*mine(notebook()))._repr_html_()
    assert "dC_da /= y.shape[1] / 2" in shown and "/ a.shape[1]" in shown
