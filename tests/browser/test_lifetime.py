"""A cell that is run again and again, in JupyterLab."""

from playwright.sync_api import expect

NOTEBOOK = "03_one_image"
CELL = "one_image.output_wishes()"


def test_a_cell_that_is_run_five_times_leaves_one_live_picture_and_no_more_widgets(notebook):
    output = notebook.part(CELL)
    counts = []
    for _ in range(5):
        notebook.cell_containing(CELL).locator(".jp-InputPrompt").click()
        notebook.page.evaluate("() => jupyterapp.commands.execute('notebook:run-cell')")
        counts.append(widgets_in_kernel(notebook))
    assert counts[0] > 0 and len(set(counts)) == 1, counts
    expect(output.locator(".nnlib-picture")).to_have_count(1)
    with notebook.expect_change(output.locator(".nnlib-picture")):
        output.get_by_role("button", name="1 epoch", exact=True).click()


def widgets_in_kernel(notebook):
    """How many widgets the kernel holds, after all that it has been asked to do."""
    return int(notebook.run("from ipywidgets.widgets.widget import _instances; print(len(_instances))"))
