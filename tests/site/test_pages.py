"""The pages that can be read without running anything: complete, linked, self-contained, and readable anywhere."""

import json
import re
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import course_map
import pytest
from formulas import FORMULA
from lab import wait_until
from PIL import Image

NAMES = [*(path.stem for path in sorted(course_map.NOTEBOOKS.glob("*.ipynb"))), "teaching", "index"]
COURSE = [name for name in NAMES if re.match(r"\d\d_", name)]
NOTEBOOKS = [*COURSE, "primers", "solutions"]
SHEETS = ["test_before", "test_after"]  # for printing
PAGE_BYTES, FIRST_SCREEN_BYTES, ALL_BYTES = 200_000, 460_000, 500_000

TEXT = "document.querySelector('main').textContent"
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}


class Page(HTMLParser):
    """A page as it is in its file: its elements, and its text."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.text, self.inside, self.said = [], text, [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.inside.append(tag)

    def handle_endtag(self, tag):
        while tag in self.inside and self.inside.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"style", "script", "annotation", "head"} & set(self.inside):
            self.said.append(data)

    def values(self, attribute, *tags):
        """This attribute of all elements that have it, or of those with these tags."""
        return [has[attribute] for tag, has in self.elements if attribute in has and (not tags or tag in tags)]

    def ids(self):
        return self.values("id")


@pytest.fixture(scope="module")
def read(site):
    """The page of this name, parsed once."""
    pages = {}

    def read(name):
        if name not in pages:
            pages[name] = Page((site.folder / f"{name}.html").read_text(encoding="utf-8"))
        return pages[name]

    return read


@pytest.fixture
def open_page(site, browser):
    """Opens a page of this name in Chromium. Its console must stay free of errors, and it may ask nobody else."""
    contexts, wrong = [], []

    def open_page(name, width=1280, height=720, theme="light", **more):
        context = browser.new_context(viewport={"width": width, "height": height}, color_scheme=theme, **more)
        contexts.append(context)
        tab = context.new_page()
        tab.on("console", lambda message: message.type == "error" and wrong.append(f"{name}: {message.text}"))
        tab.on("pageerror", lambda error: wrong.append(f"{name}: {error}"))
        tab.on("request", lambda asked: asked.url.startswith(site.url) or wrong.append(f"{name} asks for {asked.url}"))
        tab.goto(f"{site.url}{name}.html")
        return tab

    yield open_page
    for context in contexts:
        context.close()
    assert wrong == []


def prose_of(name):
    """The texts in Markdown that a page is made of."""
    if name == "teaching":
        return [course_map.TEACHING.read_text(encoding="utf-8")]
    return [cell.source for cell in course_map.read(name).cells if cell.cell_type == "markdown"]


def picture(path):
    """The picture in a file, in greys, with the file closed again."""
    with Image.open(path) as opened:
        return opened.convert("L")


def words(text):
    """The words of a text, without what marks them up."""
    return re.findall(r"\w+", text)


# ---- complete


def test_there_is_a_page_for_every_notebook_and_no_other(site):
    assert sorted(path.stem for path in site.folder.glob("*.html") if path.stem != "live") == sorted([*NAMES, *SHEETS])


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_the_prose_of_a_notebook_is_all_there_in_order(read, name):
    said = " ".join(words("".join(read(name).said)))
    place = 0
    for text in prose_of(name):
        # Formulas are tested below; links lead elsewhere on a page; HTML and Markdown mark words up.
        plain = FORMULA.sub(lambda found: found[0] if found["code"] else "\n", text)
        plain = re.sub(r"\]\([^)]*\)|<[^>]*>|&\w+;|^ *\d\. ", "\n", plain, flags=re.MULTILINE).replace("*", "")
        for piece in filter(None, (" ".join(words(line)) for line in re.split(r"[\n|]", plain))):
            found = said.find(piece, place)
            assert found >= 0, f"not on the page, or not in its place: {piece}"
            place = found


@pytest.mark.parametrize("name", [*NOTEBOOKS, "teaching"])
def test_headings_are_the_same_as_in_the_notebook_with_the_fragments_of_jupyterlab(read, name):
    text = re.sub(r"```.*?```", "", "\n".join(prose_of(name)), flags=re.DOTALL)
    ours = [re.sub(r"\]\([^)]*\)|[*`\[]", "", heading) for heading in re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)]
    ids = [has["id"] for tag, has in read(name).elements if re.fullmatch("h[1-6]", tag)]
    assert ids == [heading.replace(" ", "-") for heading in ours]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_has_one_main_heading_and_leaves_no_level_out(read, name):
    levels = [int(tag[1]) for tag, _ in read(name).elements if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(below <= above + 1 for above, below in zip(levels, levels[1:]))


@pytest.mark.parametrize("name", [*NOTEBOOKS, "teaching"])
def test_every_formula_is_set_and_no_dollar_is_left(read, name):
    formulas = [found for text in prose_of(name) for found in FORMULA.finditer(text) if not found["code"]]
    assert read(name).values("class").count("katex") == len(formulas)
    assert read(name).values("class").count("katex-display") == sum(found["display"] is not None for found in formulas)
    assert not re.search(r"katex-error|[\ue000\ue001]", read(name).text)
    in_code = "".join(text for text in prose_of(name) for text in re.findall(r"`[^`]*\$[^`]*`", text))
    shown = re.sub(r"<pre.*?</pre>|<code.*?</code>", "", read(name).text, flags=re.DOTALL) if in_code else read(name).text
    assert "$" not in "".join(Page(shown).said).replace('from -"$@"', "")


def test_every_still_of_a_notebook_is_on_its_page(read):
    for name in NOTEBOOKS:
        outputs = [output for cell in course_map.read(name).cells for output in cell.get("outputs", [])]
        texts = [output.metadata["image/png"]["alt"] for output in outputs if "image/png" in output.get("data", {})]
        cards = [text for text in texts if text.startswith(("Predict before", "Before we go on"))]
        questions = [text.splitlines()[0].partition(": ")[2] for text in cards]
        explorers = [text for text in texts if text not in cards]
        said = "".join(read(name).said)
        assert [question for question in questions if question not in said] == []
        assert [text for text in explorers if text not in read(name).values("alt", "img")] == []


def test_an_answer_is_folded_away_below_its_question(open_page):
    tab = open_page("03_one_image")
    for card in tab.locator(".card").all():
        assert not card.locator(".answer").is_visible()
        card.locator("summary").click()
        assert card.locator(".answer").is_visible()


def test_what_a_card_covers_is_shown_without_the_question_around_it(site, read):
    stills = [picture(site.folder / path) for path in read("02_the_gradient").values("src", "img")]
    assert max(still.height for still in stills) < 600  # with the question, and the gap below it, there are over 1,000
    for still in stills:
        assert still.resize((1, still.height)).getextrema()[0] < 200  # rows with something in them
        assert still.crop((0, still.height - 60, still.width, still.height)).getextrema()[0] < 250


def test_every_notebook_can_be_run_live_from_its_page_which_says_what_that_loads(site, read):
    packs = json.loads((site.folder / "live" / "manifest.json").read_text(encoding="utf-8"))["packs"]
    megabytes = sum(pack["bytes"] for pack in packs) / 1e6
    for name in COURSE:
        assert f"live.html?notebook={name}" in read(name).values("href", "a")
        said = int(re.search(r"About (\d+) MB are loaded", "".join(read(name).said))[1])
        assert 0 <= said - megabytes < 1


# ---- links, pictures, and nothing from elsewhere


@pytest.mark.parametrize("name", NAMES)
def test_every_link_leads_to_a_page_and_to_a_section_that_it_has(site, read, name):
    for link in read(name).values("href", "a"):
        parts = urlsplit(link)
        if parts.scheme:
            assert parts.scheme == "https"
        elif parts.path == "live.html":
            asked = dict(re.findall(r"(\w+)=([^&]*)", parts.query))
            assert asked["notebook"] in [*COURSE, "primers"]
            assert unquote(asked.get("section", "")) in ["", *read(asked["notebook"]).ids()]
        else:
            target = (parts.path or f"{name}.html").removesuffix(".html")
            assert target in [*NAMES, *SHEETS], link
            assert not parts.fragment or unquote(parts.fragment) in read(target).ids(), link


@pytest.mark.parametrize("name", NAMES)
def test_ids_are_unique(read, name):
    ids = read(name).ids()
    assert sorted(ids) == sorted(set(ids))


@pytest.mark.parametrize("name", NAMES)
def test_only_links_lead_out_of_the_site(site, read, name):
    styles = [path.read_text(encoding="utf-8") for path in site.folder.glob("assets/*.css")]
    named = [url for style in styles for url in re.findall(r"url\(([^)]+)\)", style)]
    assert named and [url for url in named if not (site.folder / "assets" / url).is_file()] == []
    resources = read(name).values("src") + read(name).values("href", "link")
    assert resources and [url for url in resources if not (site.folder / url).is_file()] == []
    assert not re.search(r"@import|https?:", "".join(styles))


@pytest.mark.parametrize("name", NAMES)
def test_every_picture_has_its_size_and_its_words(site, read, name):
    for tag, has in read(name).elements:
        if tag == "img":
            assert (int(has["width"]), int(has["height"])) == picture(site.folder / has["src"]).size
            assert has["loading"] == "lazy"
            assert has["alt"] or has["src"].endswith("-map.webp")  # on the map they stand beside the words


@pytest.mark.parametrize("name", NAMES)
def test_a_page_says_to_others_what_it_is(site, read, name):
    said = {has.get("property") or has.get("name"): has.get("content") for tag, has in read(name).elements if tag == "meta"}
    assert 20 < len(said["description"]) < 200
    assert said["og:title"] and said["og:description"] == said["description"]
    assert picture(site.folder / re.search(r"assets/.+", said["og:image"])[0]).size == (1200, 630)
    titles = [re.search(r"<title>(.+)</title>", read(other).text)[1] for other in NAMES]
    assert len(set(titles)) == len(NAMES)


def test_the_map_is_that_of_readme_and_of_notebook_00(read):
    said = "".join(read("index").said)
    table = re.findall(
        r"^\| \[(\d\d) (.+?)\]\(\S+\) \| (.+) \|$", course_map.README.read_text(encoding="utf-8"), re.MULTILINE
    )
    assert len(table) == len(COURSE)
    for number, title, shows in table:
        assert re.search(rf"{number}\s+{re.escape(title)}\s+{re.escape(shows[0].upper() + shows[1:])}\.\s+\d+ minutes", said)


# ---- in a browser


@pytest.mark.parametrize("name", NAMES)
def test_on_a_phone_no_page_moves_sideways_and_each_has_its_theme(open_page, name):
    grounds = []
    for theme in ("light", "dark"):
        tab = open_page(name, width=390, height=844, theme=theme)
        assert tab.evaluate("document.documentElement.scrollWidth") == 390
        tab.evaluate("for (const folded of document.querySelectorAll('main details')) folded.open = true")
        assert tab.evaluate("document.documentElement.scrollWidth") == 390
        grounds.append(tab.evaluate("getComputedStyle(document.body).backgroundColor"))
    assert grounds == ["rgb(255, 255, 255)", "rgb(18, 21, 28)"]


def test_on_a_phone_the_cells_of_long_rows_stand_below_each_other_and_say_their_column(open_page):
    tab = open_page("00_start_here", width=390, height=844)
    row = tab.locator("table.long tr", has_text="accuracy").first
    word, meaning, notebook = (cell.bounding_box() for cell in row.get_by_role("cell").all())
    assert word["y"] < meaning["y"] < notebook["y"]
    said = "cell => getComputedStyle(cell, '::before').content"
    assert [cell.evaluate(said) for cell in row.get_by_role("cell").all()] == ["none", '"What it means: "', '"Notebook: "']


@pytest.mark.parametrize("name", ["03_one_image", "teaching"])
def test_on_paper_a_page_is_light_and_has_no_buttons(open_page, name):
    tab = open_page(name, theme="dark")
    tab.emulate_media(media="print")
    assert tab.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert tab.locator(".button:visible, .to-live:visible, nav:visible").count() == 0


@pytest.mark.parametrize("name", [*NOTEBOOKS, "teaching"])
def test_a_page_says_the_same_without_javascript(open_page, read, name):
    with_it, without = open_page(name).evaluate(TEXT), open_page(name, java_script_enabled=False).text_content("main")
    assert with_it == without
    assert len(words(without)) > 300


@pytest.mark.parametrize("name", ["index", "00_start_here", "03_one_image", "09_calculus", "teaching"])
def test_firefox_shows_a_page_as_chromium_does(site, browser, firefox, name):
    seen, wrong = [], []
    for each in (browser, firefox):
        tab = each.new_page(viewport={"width": 390, "height": 844})
        tab.on("console", lambda message: message.type == "error" and wrong.append(message.text))
        tab.on("pageerror", lambda error: wrong.append(str(error)))
        tab.goto(f"{site.url}{name}.html")
        assert tab.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
        tab.set_viewport_size({"width": 1280, "height": 720})
        seen.append(tab.evaluate(SEEN))
        tab.close()
    assert wrong == []
    ours, theirs = seen
    assert ours["fonts"] == theirs["fonts"]
    assert theirs["formulas"] == pytest.approx(ours["formulas"], rel=0.05, abs=2)


# The fonts of a page that have come, and how large its formulas are.
SEEN = """async () => {
  await document.fonts.ready;
  const fonts = [...document.fonts].filter(font => font.status === "loaded").map(font => font.family.replaceAll('"', ""));
  const boxes = [...document.querySelectorAll(".katex-html")].map(formula => formula.getBoundingClientRect());
  return {
    fonts: [...new Set(fonts)].sort(),
    formulas: boxes.flatMap(box => [box.width, box.height]),
  };
}"""


def test_pictures_come_when_they_come_into_view(open_page):
    tab = open_page("02_the_gradient")
    last = tab.locator("main figure img").last
    assert not last.evaluate("image => image.complete && image.naturalWidth > 0")
    last.scroll_into_view_if_needed()
    wait_until(lambda: last.evaluate("image => image.complete && image.naturalWidth > 0"), "the last picture")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_small(site, read, name):
    def size(path):
        return (site.folder / path).stat().st_size

    text = size(f"{name}.html")
    pictures = [size(path) for path in read(name).values("src", "img")]
    assert text < PAGE_BYTES
    assert text + sum(pictures) < ALL_BYTES


@pytest.mark.parametrize("name", ["03_one_image", "09_calculus", "index"])
def test_what_loads_before_one_scrolls_is_smaller(open_page, name):
    tab = open_page(name)
    tab.wait_for_load_state("networkidle")
    loaded = tab.evaluate("performance.getEntries().reduce((sum, entry) => sum + (entry.encodedBodySize ?? 0), 0)")
    assert 10_000 < loaded < FIRST_SCREEN_BYTES


def test_the_first_press_of_tab_offers_to_skip_to_the_text(open_page):
    tab = open_page("01_the_network")
    tab.keyboard.press("Tab")
    skip = tab.locator(".skip")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["y"] >= 0
    tab.keyboard.press("Enter")
    assert tab.url.endswith("#main")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_words_stand_out_from_their_ground(open_page, theme):
    tab = open_page("08_write_it", theme=theme)
    weak = tab.evaluate(WEAK)
    assert weak == []


# Texts whose contrast with their ground is below 4.5, the least that is asked for.
WEAK = """() => {
  const parse = colour => colour.match(/[\\d.]+/g).map(Number);
  const linear = value => (value /= 255) <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  const light = ([r, g, b]) => 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b);
  const ground = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement;
    if (!texts.currentNode.data.trim() || !element.checkVisibility() || element.closest(".katex-mathml, .skip")) continue;
    const [high, low] = [light(parse(getComputedStyle(element).color)), light(ground(element))].sort((a, b) => b - a);
    const contrast = (high + 0.05) / (low + 0.05);
    if (contrast < 4.5) found.add(`${contrast.toFixed(2)} ${element.className} ${texts.currentNode.data.slice(0, 30)}`);
  }
  return [...found];
}"""
