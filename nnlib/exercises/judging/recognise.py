"""Finds out how wrong results came about: by a known mistake, by something done to the right result, or by two things."""

import warnings

import numpy as np

from nnlib.exercises.judging import words
from nnlib.exercises.judging.arguments import with_other_arguments
from nnlib.exercises.judging.relation import all_agree, factors, offset, turned, twist, without_extra_axes
from nnlib.exercises.judging.result import of_name, parts, without_name


def recognise(exercise, arguments, cases, results):
    """The sentence for what explains these results in all cases, one thing if possible, else two; None if nothing does.

    `arguments` are the names that the learner gave them. Results are taken apart: name -> array.
    """
    with np.errstate(all="ignore"), warnings.catch_warnings():
        warnings.simplefilter("ignore")
        found = _shortest(_explanations(exercise, arguments, cases, results))
    return words.things(found) if found else None


def _shortest(explanations):
    """The first explanation of one sentence; otherwise the first of two, or of three; None if there is none."""
    found = {}
    for explanation in explanations:
        found.setdefault(len(explanation or ()), explanation)
        if 1 in found:
            break
    return found.get(1) or found.get(2) or found.get(3)


def _explanations(exercise, arguments, cases, results):
    """Lists of sentences, each of which explains the results; what explains nothing is empty, or None."""
    right, lengths = _run(exercise, exercise.correct, cases), words.lengths(arguments, cases)
    known = [(_run(exercise, mistake, cases), sentence) for mistake, sentence in exercise.mistakes]
    yield from ([sentence] for made, sentence in known if all_agree(results, made))
    for name in exercise.results:  # something is wrong with one of several results, while the others are right
        if all_agree(without_name(results, name), without_name(right, name)):
            own, asked = of_name(results, name), of_name(right, name)
            yield [f"In `{name}`: {sentence}" for sentence in _done(own, asked, asked, lengths) or _twisted(own, asked)]
    done = _done(results, right, right, lengths) or _twisted(results, right)
    if len(done) == 1:
        yield done
    for made, sentence in known:
        yield _first_done(sentence, results, made, right, lengths)
    yield done
    for others, sentence in with_other_arguments(arguments, cases):
        yield _first_done(sentence, results, _run(exercise, exercise.correct, others), right, lengths)


def _first_done(sentence, results, made, right, lengths):
    """The sentence for what was `made` first, then those for what was done to it; None if it does not give these results."""
    more = None if None in made or all_agree(right, made) else _done(results, made, right, lengths)
    return None if more is None else [sentence, *more]


def _done(results, made, right, lengths):
    """The sentences for a factor and another form that turn what was `made` into these results; None if nothing does."""
    for form, sentence in _forms(results, made, right):
        size = [] if all_agree(form, made) else words.factor(factors(form, made), lengths)
        if size is not None:
            return [sentence, *size] if sentence else size
    return None


def _forms(results, made, right):
    """The results as they are, transposed, and without axes of length 1, each with the sentence for this form, or ""."""
    yield results, ""
    if turned(results):
        yield turned(results), words.TRANSPOSED
    plain = without_extra_axes(results, made)
    if plain:
        own, other, asked = ([array.shape for array in some[0].values()] for some in (results, made, right))
        yield plain, words.extra_axes(own, asked) if other == asked else ""


def _twisted(results, right):
    """The sentence for anything else that was done to the right results, in a list; an empty one if nothing was."""
    sentence = words.added(offset(results, right)) or twist(results, right)
    return [sentence] if sentence else []


def _run(exercise, function, cases):
    """What the function gives in each case; None where the sizes do not allow it."""
    return [_try(exercise, function, *case.arguments) for case in cases]


def _try(exercise, function, *arguments):
    try:
        result = function(*arguments)
    except (ValueError, IndexError):  # W @ delta, for instance, works only for a square W
        return None
    return parts(result, result, exercise.results)
