"""Seconds until an explorer is at rest after a storm: 1,000 new values of a slider in five seconds."""

from benchmarks.events import DURATION, REST, STORM, of_each_slider


def main():
    print(f"\nStorms: {STORM:,} new values in {DURATION:g} s; seconds until rest after the last. Budget: ≤ {REST:g}.")
    print("In brackets, seconds of processor time: a machine with other work takes longer to spend them.\n")
    for (seconds, processor), name, description in of_each_slider(lambda kernel, *slider: kernel.storm(*slider)):
        print(f"{seconds:7.2f}{' *' if seconds > REST else '  '} ({processor:4.1f})  {name:36}{description}", flush=True)
