"""All exercises of the course, by name."""

from nnlib.exercises import (
    backwards,
    calculus,
    every_image,
    labelled_data,
    mini_batches,
    one_image,
    the_gradient,
    the_network,
    walkers,
    write_it,
    write_it_step,
)
from nnlib.exercises.exercise import Exercise

CHAPTERS = (
    *(the_network, the_gradient, one_image, backwards, every_image, mini_batches, walkers),
    *(write_it, write_it_step, calculus, labelled_data),
)
EXERCISES = {e.name: e for chapter in CHAPTERS for e in vars(chapter).values() if isinstance(e, Exercise)}
# The functions of notebook 08 may call one another, so one of them may be wrong because another is.
WRITE_IT = {name for name, e in EXERCISES.items() if e in (*vars(write_it).values(), *vars(write_it_step).values())}
