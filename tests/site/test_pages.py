"""The pages that can be read without running anything."""


def test_the_front_page_has_a_title(site, browser):
    page = browser.new_page()
    page.goto(site.url)
    assert page.title() == "Backpropagation you can touch"
    page.close()
