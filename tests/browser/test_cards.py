"""A card in JupyterLab: what it says of keys is true at that moment."""

from playwright.sync_api import expect


def test_a_card_speaks_of_keys_only_while_they_are_for_it(open_notebook):
    notebook = open_notebook("03_one_image")
    card = notebook.part("Which output is most wrong").locator(".predict")
    hint = card.get_by_text("or press 1, 2, 3 or 4, then Enter")
    expect(hint).to_be_hidden()
    card.locator(".predict-question").click()
    expect(hint).to_be_visible()
    notebook.page.keyboard.press("2")
    expect(card.get_by_role("radio").nth(1)).to_be_checked()
    notebook.page.keyboard.press("Escape")
    expect(hint).to_be_hidden()
