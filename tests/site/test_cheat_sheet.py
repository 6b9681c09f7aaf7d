"""The cheat sheet: one sheet of paper."""

import re


def test_the_cheat_sheet_is_one_page_of_a4_when_printed(site, browser):
    page = browser.new_page()
    page.goto(f"{site.url}cheat_sheet.html")
    printed = page.pdf(prefer_css_page_size=True)
    page.close()
    assert re.findall(rb"/Count (\d+)", printed) == [b"1"]
    width, height = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", printed).groups()
    assert (round(float(width)), round(float(height))) == (595, 842)  # points
