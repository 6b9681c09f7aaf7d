"""Notebook 07: what holds for each of its explorers."""


def test_every_explorer_has_a_still_picture_and_a_text_without_an_address(compass, two_walks, ball, ends):
    for explorer in (compass, two_walks, ball, ends):
        data, _ = explorer._repr_mimebundle_()
        assert data["image/png"].startswith(b"\x89PNG") and len(data["image/png"]) < 150_000
        assert "0x" not in data["text/plain"]
