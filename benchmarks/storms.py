"""Seconds until an explorer is at rest after a storm: 1,000 new values of a slider in five seconds."""

from benchmarks.events import DURATION, REST, STORM, of_each_slider


def main():
    print(
        f"\nStorms: {STORM:,} new values in {DURATION:g} seconds; seconds until rest after the last. Budget: ≤ {REST:g}.\n"
    )
    for seconds, name, description in of_each_slider(lambda kernel, k, model_id: kernel.storm(k, model_id)):
        print(f"{seconds:7.2f}{' *' if seconds > REST else '  '}  {name:36}{description}", flush=True)
