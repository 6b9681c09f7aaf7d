"""What a cell leaves in memory when it is run again and again: MB after 30 more runs of each explorer's cell."""

from jupyter_client.manager import start_new_kernel

from benchmarks.turns import ROOT

RUNS = 30
WARM = 5  # runs before, so that caches are filled
BUDGET = 5  # MB
PREPARE = """
import gc, os, time
from ipywidgets.widgets.widget import _instances
from nnlib.explorers import {chapter}

def held():
    gc.collect()
    return int(open("/proc/self/statm").read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20, len(_instances)
"""
# A chapter in one kernel, so that its data and results are computed once.
CELLS = {
    "start_here": ["live_network"],
    "the_network": ["light_up", "one_neuron"],
    "the_gradient": [
        "cost_squares",
        "average_cost",
        "sensitivity_map",
        "sorted_list",
        "wiggle_two_weights",
        "edit_any_weight",
        "why_steepest",
    ],
    "one_image": ["output_wishes", "three_avenues", "fire_together"],
    "backwards": ["wishes_table", "stepper", "what_one_step_did"],
    "every_image": ["listen_only_to", "votes_table", "agreement_curve"],
    "mini_batches": ["training_board", "what_one_step_did", "learning_rates", "sum_or_mean", "race"],
    "walkers": ["compass", "two_walks", "two_parameters", "several_minima"],
    "write_it": ["epsilon", "clinic"],
    "calculus": ["chain", "paths", "four_equations"],
    "labelled_data": ["how_many", "how_wrong", "hard_digits", "mistakes", "label_hard_digits"],
    "playground": ["playground", "what_a_part_is_for"],
    "really": ["whole_answer", "the_test"],
    "primers": ["slope", "two_gears", "row_times_column", "axes", "by_hand"],
}


def execute(client, code):
    """Run a cell and return what it prints."""
    printed = []

    def hear(message):
        if message["msg_type"] == "stream":
            printed.append(message["content"]["text"])

    reply = client.execute_interactive(code, timeout=600, output_hook=hear)
    if reply["content"]["status"] != "ok":
        raise RuntimeError(f"{code}: {reply['content']['evalue']}")
    return "".join(printed)


def held(client):
    """MB of memory and the number of widgets, when all garbage is collected."""
    memory, widgets = execute(client, "print(*held())").split()
    return float(memory), int(widgets)


def measure(client, cell):
    """How much 30 more runs of the cell add: MB and widgets."""
    for _ in range(WARM):
        execute(client, cell)
    memory, widgets = held(client)
    for _ in range(RUNS):
        execute(client, cell)
    after, more = held(client)
    return after - memory, more - widgets


def main():
    print(f"\nLifetime: what {RUNS} more runs of a cell add. Budget: ≤ {BUDGET} MB.\n")
    print(f"{'cell':36}{'MB':>8}{'widgets':>10}")
    for chapter, names in CELLS.items():
        manager, client = start_new_kernel(kernel_name="python3", cwd=str(ROOT))
        try:
            execute(client, PREPARE.format(chapter=chapter))
            for name in names:
                memory, widgets = measure(client, f"{chapter}.{name}()")
                print(f"{f'{chapter}.{name}':36}{memory:8.1f}{widgets:10}", flush=True)
        finally:
            client.stop_channels()
            manager.shutdown_kernel(now=True)
