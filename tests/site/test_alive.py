"""The living network of the front page in real browsers: it answers without Python, by mouse, finger and keys."""

import json
import re
from types import SimpleNamespace

import alive_network
import numpy as np
import pytest
import serve
from playwright.sync_api import expect

import nnlib

UNDER = "/somewhere/else/"
SCREENS = {"projector": (1280, 720), "phone": (390, 844)}
SEVEN = [(0.3, 0.2), (0.7, 0.2), (0.45, 0.85)]

# The numbers of one example, from the very modules that the page has loaded.
NUMBERS = """async ([network, place, label]) => {
  const of = name => import(new URL(`alive/${name}.js`, location));
  const [{ load, pixelsOf }, { look }] = [await of("data"), await of("look")];
  const { networks, digits } = await load(new URL("alive/data.bin", location));
  const { trace, deltas, wishes, cost, gradient } = look(networks[network], pixelsOf(digits[place]), label);
  const flat = gradient.flatMap(({ nIn, nOut, W, b }) =>
    [...Array.from({ length: nIn * nOut }, (_, i) => W(i % nOut, Math.floor(i / nOut))), ...b]);
  return { outputs: [...trace.activations.at(-1)], deltas: deltas.map(d => [...d]), wishes: [...wishes], cost, flat };
}"""


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Where the small page with nothing but the living network is served: its `folder` and `url`."""
    folder = tmp_path_factory.mktemp("alive")
    alive_network.main(folder)
    with serve.serving(folder, UNDER) as url:
        yield SimpleNamespace(folder=folder, url=url)


@pytest.fixture(scope="module", params=["chromium", "firefox"])
def any_browser(request):
    """Chromium, then Firefox."""
    return request.getfixturevalue("browser" if request.param == "chromium" else "firefox")


@pytest.fixture
def visit(any_browser, place):
    """Opens the page and waits until it is alive. No console error, no failed and no foreign request is accepted."""
    opened, wrong = [], []

    def visit(screen="projector", **options):
        width, height = SCREENS[screen]
        context = any_browser.new_context(viewport={"width": width, "height": height}, **options)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda message: message.type in ("error", "warning") and wrong.append(message.text))
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("requestfailed", lambda request: wrong.append(f"failed: {request.url}"))
        page.on("request", lambda request: request.url.startswith(place.url) or check(request.url))
        page.goto(place.url)
        return Alive(page)

    def check(url):
        if not url.startswith("data:"):
            wrong.append(f"foreign: {url}")

    yield visit
    for context in opened:
        context.close()
    assert wrong == []


class Alive:
    """The living network on a page, as a visitor sees it."""

    def __init__(self, page):
        self.page = page
        self.root = page.locator(".alive")
        expect(page.locator(".alive:not([aria-busy])")).to_be_visible()
        self.sentence = page.locator(".alive-sentence")
        self.outputs = page.get_by_role("radiogroup", name="What should it be?").get_by_role("radio")
        self.pad = page.locator(".drawing-pad-before")
        self.view = page.get_by_role("application", name="Neural network")

    def choose(self, words):
        """Press a button of one of the rows above the picture."""
        self.root.get_by_text(words, exact=True).click()

    def label(self, digit):
        """Say that the image should be this digit."""
        self.root.locator(".alive-digit").nth(digit).click()

    def columns(self):
        """What the ten columns say: activation, wish ("" without a label) and the sign of the arrow."""
        found = []
        for column, name in zip(self.root.locator(".alive-output").all(), self.names(), strict=True):
            digit, a, wish = re.fullmatch(r"(\d): activation ([\d.]+)(?:, wish (≈ 0|[+−][\d.]+), should .*)?", name).groups()
            found.append((int(digit), float(a), wish, int(column.get_attribute("data-sign"))))
        return found

    def names(self):
        return [output.get_attribute("aria-label") for output in self.outputs.all()]

    def drawn_down(self):
        """The outputs whose arrows point down on the screen: below the knob that shows the activation."""
        js = """columns => columns.map(column => {
          for (const animation of column.getAnimations({ subtree: true })) animation.finish();
          const box = part => column.querySelector(part).getBoundingClientRect();
          const [arrow, knob] = [box(".alive-arrow"), box(".alive-knob")];
          return arrow.top + arrow.bottom > knob.top + knob.bottom;
        })"""
        return [j for j, down in enumerate(self.root.locator(".alive-output").evaluate_all(js)) if down]

    def picture(self):
        """The pixels of the network's picture, once it has been painted."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return self.root.locator(".network-view canvas").evaluate("canvas => canvas.toDataURL()")

    def draw(self, points):
        """Draw one stroke with the mouse, through points that are given as shares of the pad."""
        self.pad.scroll_into_view_if_needed()
        box = self.pad.bounding_box()
        xs, ys = ([box[axis] + share * box["width"] for share in shares] for axis, shares in zip("xy", zip(*points)))
        self.page.mouse.move(xs[0], ys[0])
        self.page.mouse.down()
        for x, y in zip(xs[1:], ys[1:]):
            self.page.mouse.move(x, y, steps=8)
        self.page.mouse.up()


def the_two(epochs, label=2):
    """The outputs and wishes for the 2 that is there at the start."""
    x = nnlib.load_mnist().test.images[:, alive_network.FIRST]
    network = nnlib.snapshot(epochs)
    return network.output(x), 2 * (nnlib.one_hot(label) - network.output(x)), network.cost(x, nnlib.one_hot(label))


def assert_shows(columns, outputs, wishes):
    for (digit, a, wish, sign), output, expected in zip(columns, outputs, wishes, strict=True):
        assert a == pytest.approx(output, abs=0.0051), digit
        assert sign == np.sign(expected), digit
        if wish == "≈ 0":
            assert abs(expected) < 0.0051, digit
        else:
            assert float(wish.replace("−", "-")) == pytest.approx(expected, abs=0.0051), digit


# ---- numbers


@pytest.mark.parametrize("network, epochs", [("untrained", 0), ("trained", 20)])
def test_forward_and_backward_give_the_numbers_of_nnlib_in_the_browser(visit, network, epochs):
    alive, test, places = visit(), nnlib.load_mnist().test, alive_network.chosen_digits()
    for place, label in (0, 2), (0, 7), (17, 0), (200, 5), (399, 9):
        found = alive.page.evaluate(NUMBERS, [network, place, label])
        x, y = test.images[:, places[place]], nnlib.one_hot(label)
        gradient = nnlib.snapshot(epochs).backprop(x, y)
        outputs = nnlib.snapshot(epochs).output(x)
        for there, here in (
            (found["outputs"], outputs),
            (found["wishes"], 2 * (y - outputs)),
            (found["cost"], gradient.cost),
            (found["flat"], gradient.vector),
            *zip(found["deltas"], gradient.deltas, strict=True),
        ):
            np.testing.assert_allclose(there, here, rtol=0, atol=1e-6)


def test_at_first_the_untrained_network_looks_at_a_2(visit):
    alive = visit()
    outputs, wishes, cost = the_two(0)
    assert_shows(alive.columns(), outputs, wishes)
    expect(alive.outputs.nth(2)).to_be_checked()
    answer = outputs.argmax()
    words = f"The untrained network answers {answer} (activation {outputs[answer]:.2f}) instead of 2."
    expect(alive.sentence).to_contain_text(words)
    expect(alive.root.locator(".alive-cost")).to_have_text(f"cost {cost:.2f}")


def test_training_makes_the_wishes_small(visit):
    alive = visit()
    alive.choose("trained")
    outputs, wishes, cost = the_two(20)
    assert_shows(alive.columns(), outputs, wishes)
    expect(alive.sentence).to_contain_text("The trained network answers 2")
    expect(alive.sentence).to_contain_text("as it should")
    expect(alive.root.locator(".alive-cost")).to_have_text(f"cost {cost:.3f}")


# ---- the label


def test_another_label_turns_two_arrows_round(visit):
    alive = visit()
    assert alive.drawn_down() == [0, 1, 3, 4, 5, 6, 7, 8, 9]
    before = alive.picture()
    alive.label(7)
    assert_shows(alive.columns(), *the_two(0, 7)[:2])
    assert alive.drawn_down() == [0, 1, 2, 3, 4, 5, 6, 8, 9]
    expect(alive.sentence).to_contain_text("instead of 7. (The image shows a 2.)")
    expect(alive.sentence).to_contain_text("Two arrows have turned round: output 2 should now shrink, output 7 grow.")
    assert alive.picture() != before  # the target has moved


def test_wishes_are_shown_all_the_way_back(visit):
    alive = visit()
    before = alive.picture()
    alive.choose("wishes")
    assert alive.picture() != before
    x = nnlib.load_mnist().test.images[:, alive_network.FIRST]
    gradient = nnlib.snapshot(0).backprop(x, nnlib.one_hot(2))
    wish = -gradient.deltas[-1][2]
    expect(alive.sentence).to_contain_text(f"of output 2 becomes +{wish:.2f} for its z")
    layer = max(range(3), key=lambda l: abs(gradient.weights[l]).max())
    to, start = np.unravel_index(abs(gradient.weights[layer]).argmax(), gradient.weights[layer].shape)
    assert layer == 2
    expect(alive.sentence).to_contain_text(f"from neuron {start} of hidden layer 2 to output {to}.")
    alive.label(5)
    expect(alive.sentence).to_contain_text("of output 5 becomes")
    alive.choose("activations")
    expect(alive.sentence).to_contain_text("instead of 5")


# ---- the digits


def test_a_digit_that_is_pressed_is_looked_at_with_its_own_label(visit):
    alive = visit()
    alive.choose("trained")
    alive.label(7)
    tile = alive.root.locator(".alive-tiles button").nth(12)
    shows = int(re.match(r"a (\d), test digit \d+", tile.get_attribute("aria-label"))[1])
    before = alive.picture()
    tile.click()
    expect(tile).to_have_attribute("aria-pressed", "true")
    expect(alive.outputs.nth(shows)).to_be_checked()
    assert alive.picture() != before


def test_digits_are_found_by_their_label_and_by_being_misread(visit):
    alive = visit()
    kinds, tiles = alive.page.get_by_role("combobox", name="Which test digits"), alive.root.locator(".alive-tiles button")
    assert tiles.count() == 10 * alive_network.PER_LABEL + 1
    kinds.select_option("only 7s")
    expect(tiles).to_have_count(alive_network.PER_LABEL)
    assert all(name.startswith("a 7,") for name in tiles.evaluate_all("all => all.map(each => each.ariaLabel)"))
    expect(alive.outputs.nth(7)).to_be_checked()
    alive.choose("trained")
    kinds.select_option("misread when trained")
    expect(tiles).to_have_count(10 * alive_network.MISREAD)
    for tile in tiles.all()[:5]:
        tile.click()
        expect(alive.sentence).to_contain_text("instead of")


def test_at_random_shows_another_one(visit):
    alive = visit()
    chosen = alive.root.locator(".alive-tiles button[aria-pressed=true]")
    seen = {chosen.get_attribute("aria-label")}
    for _ in range(4):
        before = chosen.get_attribute("aria-label")
        alive.choose("at random")
        assert chosen.get_attribute("aria-label") != before
        seen.add(chosen.get_attribute("aria-label"))
    assert len(seen) > 2


# ---- a drawing


def test_a_7_drawn_with_the_mouse_is_read_and_labelled(visit):
    alive = visit()
    alive.choose("trained")
    alive.choose("draw one")
    expect(alive.sentence).to_have_text("Draw a digit. The image is still black.")
    before = alive.picture()
    alive.draw(SEVEN)
    expect(alive.sentence).to_contain_text("The trained network answers 7")
    expect(alive.sentence).to_contain_text("What should it be?")
    assert alive.picture() != before
    assert [wish for *_, wish, _ in alive.columns()] == [None] * 10
    alive.label(1)
    expect(alive.sentence).to_contain_text("instead of 1.")
    assert [sign for *_, sign in alive.columns()] == [-1, 1] + [-1] * 8
    alive.choose("Clear")
    expect(alive.sentence).to_have_text("Draw a digit. The image is still black.")
    alive.choose("test digits")
    expect(alive.outputs.nth(2)).to_be_checked()


def test_a_7_drawn_with_keys_is_read(visit):
    alive = visit()
    alive.choose("trained")
    alive.choose("draw one")
    alive.pad.focus()
    press(
        alive.page, *["ArrowLeft"] * 4, "Space", *["ArrowRight"] * 8, *["ArrowDown", "ArrowDown", "ArrowLeft"] * 5, "Space"
    )
    expect(alive.pad).to_have_attribute("aria-label", "Your drawing: 1 stroke")
    expect(alive.sentence).to_contain_text("The trained network answers 7")


def test_the_pen_of_the_keys_only_draws_while_it_is_down(visit):
    alive = visit()
    alive.choose("draw one")
    alive.pad.focus()
    press(alive.page, "ArrowLeft", "ArrowDown")
    expect(alive.pad).to_have_attribute("aria-label", "Your drawing: no strokes")
    press(alive.page, "Space", "ArrowDown", "Escape", "ArrowRight", "Space", "ArrowUp", "Tab")
    expect(alive.pad).to_have_attribute("aria-label", "Your drawing: 2 strokes")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


# ---- keys, fingers, small screens


def test_keys_alone_reach_everything(visit):
    alive = visit()
    reached = []
    for _ in range(40):
        alive.page.keyboard.press("Tab")
        name = alive.page.evaluate(
            "() => { const e = document.activeElement; return e === document.body ? '' : "
            "e.name || e.closest('.alive-tiles') && 'tile' || e.getAttribute('role') || e.tagName.toLowerCase(); }"
        )
        if not name:
            break
        if name not in reached[-1:]:
            reached.append(name)
    expected = [
        "alive-source",
        "select",
        "button",
        "tile",
        "alive-network",
        "alive-direction",
        "application",
        "alive-label",
        "a",
    ]
    assert reached == expected


def test_arrow_keys_choose_the_label_the_digit_and_the_network(visit):
    alive = visit()
    alive.outputs.nth(2).focus()
    press(alive.page, "ArrowRight", "ArrowRight")
    expect(alive.outputs.nth(4)).to_be_checked()
    expect(alive.sentence).to_contain_text("as it should")  # the untrained network says 4
    tiles = alive.root.locator(".alive-tiles button")
    tiles.first.focus()
    press(alive.page, "ArrowDown", "ArrowRight")
    expect(tiles.nth(6)).to_be_focused()
    expect(tiles.nth(6)).to_have_attribute("aria-pressed", "true")
    alive.root.get_by_role("radio", name="untrained").focus()
    press(alive.page, "ArrowRight")
    expect(alive.sentence).to_contain_text("The trained network answers")


def test_the_network_itself_is_walked_with_arrow_keys(visit):
    alive = visit()
    alive.view.focus()
    press(alive.page, "ArrowLeft", "ArrowLeft")
    expect(alive.view.locator(".spoken")).to_contain_text("Selected: hidden layer 2, neuron")
    expect(alive.view.locator(".spoken")).to_have_attribute("aria-live", "polite")
    alive.outputs.nth(2).focus()
    expect(alive.view.locator(".spoken")).to_have_attribute("aria-live", "off")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_a_phone_shows_it_without_scrolling_sideways_and_a_finger_works(visit, any_browser, theme):
    touch = {} if any_browser.browser_type.name == "firefox" else {"has_touch": True, "is_mobile": True}
    alive = visit("phone", color_scheme=theme, **touch)
    assert alive.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    label = alive.root.locator(".alive-digit").nth(7)
    assert label.bounding_box()["width"] >= 28 and label.bounding_box()["height"] >= 34
    label.tap() if touch else label.click()
    expect(alive.sentence).to_contain_text("Two arrows have turned round")
    network = alive.root.locator(".alive-view").bounding_box()
    assert network["x"] >= 0 and network["x"] + network["width"] <= SCREENS["phone"][0]


def test_nothing_moves_for_those_who_want_no_motion(visit, any_browser):
    if any_browser.browser_type.name == "firefox":
        pytest.skip("Playwright cannot tell Debian's Firefox that its user wants no motion")
    js = "arrow => getComputedStyle(arrow).transitionDuration.split(',').map(parseFloat)"
    for motion, moves in ("reduce", False), ("no-preference", True):
        arrow = visit(reduced_motion=motion).root.locator(".alive-track .alive-arrow").first
        assert any(arrow.evaluate(js)) == moves


def test_all_that_can_be_pressed_has_a_name(visit):
    alive = visit()
    alive.choose("draw one")
    nameless = alive.root.evaluate(
        """root => [...root.querySelectorAll("button, select, a, canvas, [role]")]
          .filter(each => each.offsetParent && !each.closest("[role=application] > *"))
          .filter(each => !(each.textContent.trim() || each.ariaLabel || each.getAttribute("aria-labelledby")))
          .map(each => each.outerHTML)"""
    )
    assert nameless == []


# ---- when it cannot be loaded


def test_data_that_do_not_come_are_said_with_what_to_do(browser, place):
    page = browser.new_page()
    page.route("**/data.bin", lambda route: route.fulfill(status=503))
    page.goto(place.url)
    words = "The network could not be loaded (the server says 503 Service Unavailable). Load this page again"
    expect(page.locator(".alive-sentence")).to_contain_text(words)
    page.close()


def test_without_javascript_one_sentence_says_so(browser, place):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(place.url)
    expect(page.locator(".alive-sentence")).to_have_text(
        "The network is on its way. It needs JavaScript; the pages of the course do not."
    )
    context.close()


def test_it_asks_for_less_than_400_kilobytes(browser, place):
    page = browser.new_page()
    sizes = []
    page.on("response", lambda response: sizes.append((response.url, len(response.body()))))
    page.goto(place.url, wait_until="networkidle")
    assert len(sizes) == len({url for url, _ in sizes}), "something is loaded twice"
    assert sum(size for _, size in sizes) < 400_000, json.dumps(sizes, indent=1)
    page.close()
