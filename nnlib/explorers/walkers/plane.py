"""Two walkers from the same point, over contour lines of the true cost."""

import functools
from typing import NamedTuple

import ipywidgets as widgets
import numpy as np

from nnlib import load_mnist
from nnlib.analysis.landscape import principal_plane, surface
from nnlib.analysis.stored import stored
from nnlib.analysis.walks import walk
from nnlib.explorers.shared.networks import network_after, training_buttons
from nnlib.plots.charts import chart_figure
from nnlib.plots.landscape import WALKERS, draw_heights, draw_start, draw_walkers_costs, heights, set_walker, walker
from nnlib.plots.style import INK_MUTED
from nnlib.widgets.controls import controls_row
from nnlib.widgets.latest import Latest
from nnlib.widgets.player import Player
from nnlib.widgets.readout import Readout
from nnlib.wording import percent

IMAGES = 10_000  # to walk on: all of them are the careful one's batch
JUDGES = 2000  # of these images; the true cost is measured over them
STEPS = 40  # of the slower walker
EXAMPLES = STEPS * IMAGES
MOST = 10_000  # steps of any walker
FRAMES = 60
SIDE = 41  # places of the surface, each way
ROOM = 0.16  # around the walks, as a share of their size
BOX = (0.045, 0.07, 0.55, 0.83)  # of the surface in the figure, as shares
WIDTH, HEIGHT = 1112, 388

PRICES = {"steps": "steps", "images seen": "examples", "seconds": "seconds"}
WHO = "careful", "drunk"
RATES = [(f"{rate:g}", rate) for rate in (0.1, 0.2, 0.5, 1.0, 1.5, 2.0, 3.0, 5.0, 10.0, 15.0, 30.0)]
BATCHES = [(f"{n:,}", n) for n in (1, 10, 100, 1000)] + [(f"all {IMAGES:,}", IMAGES)]

SLIDER = {"flex": "1 1 200px", "max_width": "400px"}


class Settings(NamedTuple):
    """What a walk is computed from."""

    epochs: int
    batch_sizes: tuple  # of the careful and the drunk walker
    learning_rates: tuple


class Scene(NamedTuple):
    """Two walks that have cost the same, on a plane through their start."""

    settings: Settings
    price: str
    end: float  # what each of them may spend
    clocks: list  # for each walker what it has spent so far, (k,)
    coordinates: list  # for each walker where its shadow falls on the plane, (2, k)
    costs: list  # for each walker the true cost, (k,)
    steps: list  # for each walker how many it had taken, (k,)
    shares: list  # for each walker how much of its movement the plane holds
    axes: tuple  # s and t of the surface
    surface: np.ndarray  # (SIDE, SIDE)


class Ground(NamedTuple):
    """What is kept of a Scene. Its places are columns: first those of the careful walker, then those of the drunk one."""

    end: float
    counts: np.ndarray  # (2,): how many places there are of each
    places: np.ndarray  # (5, n): clock, two coordinates, cost, steps
    shares: np.ndarray  # (2,)
    axes: np.ndarray  # (2, SIDE)
    surface: np.ndarray  # (SIDE, SIDE)


FIRST = Settings(5, (IMAGES, 100), (1.5, 1.5))  # those of the walks that are there at first


def two_walks(epochs=5, careful=(IMAGES, 1.5), drunk=(100, 1.5), price="steps"):
    """A careful and a drunk walker, each with its own batch size and learning rate, on the true cost surface."""
    training = training_buttons(epochs)
    sizes, rates = zip(*(_choices(*who) for who in zip(WHO, *zip(careful, drunk))))
    prices = widgets.ToggleButtons(options=list(PRICES), value=price, description="same number of")
    go = widgets.Button(description="Walk", tooltip="Walk with these settings")
    clock = widgets.IntSlider(FRAMES, max=FRAMES, description="time", readout=False, layout=SLIDER)
    player = Player(clock, 0.06)
    scene, walked_here = _scene(_settings(training, sizes, rates), prices.value), set()

    def compute():
        return _numbers(scene, clock.value / FRAMES)

    def walk_now():
        nonlocal scene
        settings = _settings(training, sizes, rates)
        scene = _scene(settings, prices.value, ground.anew if settings in walked_here else ground)
        clock.value = 0
        readout.redraw()
        player.playing = True

    soon = Latest(walk_now)

    def say(sentence):
        player.playing = False
        readout.line.say(sentence)

    def say_and_walk(_):
        say("**Walking …**")
        soon()

    readout = Readout(
        compute,
        _costs_in_words,
        _SceneFigure(),
        "Two walkers from the same point, on contour lines of the true cost. Choose their settings and press Walk.",
        lambda line, pane: [
            controls_row(training, prices),
            controls_row(sizes[0], rates[0], go),
            controls_row(sizes[1], rates[1], player, clock),
            line,
            pane,
        ],
        names={
            "paid": "price paid",
            "cost": ("cost, careful", "cost, drunk"),
            "steps": ("steps, careful", "steps, drunk"),
            "scene.clocks": ("price, careful", "price, drunk"),
            "scene.costs": ("cost so far, careful", "cost so far, drunk"),
        },
    )
    go.on_click(lambda _: walked_here.add(_settings(training, sizes, rates)))
    go.on_click(say_and_walk)
    prices.observe(say_and_walk, names="value")
    readout.observe_all(clock)
    for control in (training, *sizes, *rates):
        control.observe(lambda _: say("New settings: press **Walk**"), names="value")
    return readout


def walked(epochs=5, careful=(IMAGES, 1.5), drunk=(100, 1.5), price="steps"):
    """What `two_walks` shows of these walks at their end: a dict of numbers."""
    return _numbers(_scene(Settings(epochs, *zip(careful, drunk)), price), 1.0)


def _choices(who, batch_size, learning_rate):
    size = widgets.Dropdown(options=BATCHES, value=batch_size, description=f"{who}: batch")
    rate = widgets.SelectionSlider(options=RATES, value=learning_rate, description="learning rate", layout=SLIDER)
    return size, rate


def _settings(training, sizes, rates):
    return Settings(training.value, tuple(size.value for size in sizes), tuple(rate.value for rate in rates))


# ---- the walks


def _images(count):
    train = load_mnist().train
    return train.images[:, :count], train.targets[:, :count]


@functools.lru_cache(maxsize=2)
def _walks(settings):
    """The Walks of both, and the true costs at their places; enough for every price."""
    network = network_after(settings.epochs).copy(dtype=np.float32)
    budget = {"steps": MOST, "examples": EXAMPLES}
    walks = [
        walk(network, *_images(IMAGES), batch_size=size, learning_rate=rate, rng=np.random.default_rng(seed), **budget)
        for seed, size, rate in zip((1, 2), settings.batch_sizes, settings.learning_rates)
    ]
    return walks, [_true_costs(network, each.places) for each in walks]


def _true_costs(network, places):
    twin, (x, y) = network.copy(), _images(JUDGES)
    costs = []
    for place in places:
        twin.parameters[:] = place
        costs.append(twin.cost(x, y))
    return np.array(costs)


@stored("two_walks", [(*FIRST, price) for price in PRICES], Ground)
def ground(epochs, batch_sizes, learning_rates, price):
    """The Ground of both walks, up to the moment when the first of them has spent its budget."""
    walks, costs = _walks(Settings(epochs, batch_sizes, learning_rates))
    clocks = [getattr(each, PRICES[price]) for each in walks]
    end = STEPS if price == "steps" else min(clock[-1] for clock in clocks)
    kept = [clock <= end for clock in clocks]
    paths = [each.places[keep].astype(float) for each, keep in zip(walks, kept)]

    network = network_after(epochs)
    u, v, _, _ = principal_plane(np.vstack(paths), origin=network.parameters)
    moved = [path - network.parameters for path in paths]
    coordinates = [np.array([each @ u, each @ v]) for each in moved]
    shares = [(xy**2).sum() / max((each**2).sum(), 1e-30) for xy, each in zip(coordinates, moved)]
    axes = _axes(np.hstack(coordinates))
    costs_there = surface(network, u, v, *axes, *_images(JUDGES))
    cut = [[each[keep] for each, keep in zip(columns, kept)] for columns in (clocks, costs, [w.steps for w in walks])]
    places = np.vstack([np.hstack(rows) for rows in (cut[0], coordinates, cut[1], cut[2])])
    counts = np.array([len(path) for path in paths])
    return Ground(float(end), counts, places, np.array(shares), np.array(axes), costs_there)


def _scene(settings, price, ground=ground):
    """The Scene of these walks; with `ground.anew`, walked on this computer."""
    end, counts, places, shares, axes, costs_there = ground(*settings, price)
    both = np.split(places, counts[:1], axis=1)
    clocks, costs = ([each[row] for each in both] for row in (0, 3))
    coordinates, steps = [each[1:3] for each in both], [each[4].astype(int) for each in both]
    return Scene(settings, price, end, clocks, coordinates, costs, steps, list(shares), tuple(axes), costs_there)


def _axes(places):
    """Coordinates at which to draw the surface: around all places, to the same scale in both directions."""
    low, high = places.min(axis=1), places.max(axis=1)
    picture = np.array([BOX[2] * WIDTH, BOX[3] * HEIGHT])
    unit = max((1 + 2 * ROOM) * (high - low) / picture)  # of the plane, for one pixel
    return tuple(middle + unit * side * np.linspace(-0.5, 0.5, SIDE) for middle, side in zip((low + high) / 2, picture))


# ---- on the screen


def _numbers(scene, share):
    """All that is shown when this share of the price has been paid."""
    paid = share * scene.end
    now = [int(np.searchsorted(clock, paid, side="right")) - 1 for clock in scene.clocks]
    numbers = {"scene": scene, "paid": paid, "shares": np.array(scene.shares), "places": now}
    numbers["cost"] = np.array([costs[i] for costs, i in zip(scene.costs, now)])
    return numbers | {"steps": np.array([steps[i] for steps, i in zip(scene.steps, now)])}


def _costs_in_words(numbers):
    careful, drunk = numbers["cost"]
    paid, scene = numbers["paid"], numbers["scene"]
    amount = f"{paid:.2f}" if scene.price == "seconds" else f"{paid:,.0f}"
    return f"Cost, careful | drunk: **{careful:.4f} | {drunk:.4f}** after {amount} {scene.price} each"


class _SceneFigure:
    """Draws the numbers. While only the time changes, the Figure stays, and only the walkers move."""

    def __init__(self):
        self.scene = None

    def __call__(self, numbers):
        if numbers["scene"] is not self.scene:
            self.start(numbers["scene"])
        for who, now in enumerate(numbers["places"]):
            end = now + 1
            set_walker(self.shadows[who], *self.scene.coordinates[who][:, :end])
            set_walker(self.curves[who], self.scene.clocks[who][:end], self.scene.costs[who][:end])
        return self.figure

    def start(self, scene):
        self.scene = scene
        self.figure = chart_figure(WIDTH, HEIGHT)
        left, right = self.figure.add_axes(BOX), self.figure.add_axes((0.685, 0.16, 0.3, 0.8))
        draw_heights(left, *scene.axes, scene.surface, heights(scene.surface))
        draw_start(left, 0, 0, side=1 if np.hstack(scene.coordinates)[0].mean() < 0 else -1)
        held = " and ".join(f"{percent(share, 0)} of the {who}" for share, who in zip(scene.shares, WHO))
        self.figure.text(BOX[0], 0.935, f"this plane holds {held} walker’s movement", fontsize=12, color=INK_MUTED)
        names = [
            f"{who}: batch {size:,}, rate {rate:g}"
            for who, size, rate in zip(WHO, scene.settings.batch_sizes, scene.settings.learning_rates)
        ]
        draw_walkers_costs(right, names, scene.clocks, scene.costs, f"{scene.price} so far")
        self.shadows = [walker(left, *look) for look in WALKERS]
        self.curves = [walker(right, *look) for look in WALKERS]
