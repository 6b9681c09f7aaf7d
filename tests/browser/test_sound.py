"""The cost curve as sound, rendered without loudspeakers."""

from nnlib.widgets import assets

# The pitch of both channels, in zero crossings per second, in the first and in the last half second.
HEAR = """async ([script, runs]) => {
  const { play } = await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  const context = new OfflineAudioContext(2, 4 * 44100, 44100);
  play(context, runs);
  const sound = await context.startRendering();
  return [0, 1].map(channel => [0, 3.5].map(start => {
    const part = sound.getChannelData(channel).slice(start * 44100, (start + 0.5) * 44100);
    return part.filter((value, i) => i && (value > 0) !== (part[i - 1] > 0)).length;
  }));
}"""
FALLS = {"x": [1, 200, 400], "mean": [2, 0.4, 0.1]}
STAYS = {"x": [1, 200, 400], "mean": [2, 2, 2]}
SCRIPT = (assets.HERE / "js" / "curves" / "sound.js").read_text("utf-8")


def heard(browser, *runs):
    page = browser.new_page()
    page.goto("about:blank")
    pitches = page.evaluate(HEAR, [SCRIPT, list(runs)])
    page.close()
    return pitches


def test_a_cost_that_falls_is_a_tone_that_falls_and_two_runs_are_on_two_sides(browser):
    (left_first, left_last), (right_first, right_last) = heard(browser, STAYS, FALLS)
    assert left_first > 1200 and abs(left_last - left_first) < 20
    assert right_first > 1000 and 200 < right_last < 400


def test_one_run_is_in_the_middle(browser):
    left, right = heard(browser, FALLS)
    assert left == right and left[0] > 2 * left[1] > 0


def test_nothing_sounds_before_a_click_and_a_second_click_ends_it(open_notebook):
    notebook = open_notebook("06_mini_batches")
    notebook.page.evaluate("""() => {
      window.sounds = [];
      const Real = window.AudioContext;
      window.AudioContext = class extends Real { constructor() { super(); window.sounds.push(this); } };
    }""")
    board = notebook.part("mini_batches.training_board()")
    board.get_by_role("button", name="10 steps").click()
    notebook.wait_until_at_rest()
    states = "() => window.sounds.map(sound => sound.state)"
    assert notebook.page.evaluate(states) == []
    hear = board.get_by_role("button", name="hear the cost")
    hear.click()
    hear.click()
    notebook.page.wait_for_function("() => window.sounds.length === 1 && window.sounds[0].state === 'closed'")
