"""What can be read without running anything: the front page, a page for each notebook, and the page for teachers."""


def build(folder):
    """Write all pages into `folder`."""
    (folder / "index.html").write_text("<!doctype html><title>Backpropagation you can touch</title>", encoding="utf-8")
