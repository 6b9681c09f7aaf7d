"""Sums and shapes as they are written in a formula."""

import numpy as np

from nnlib.wording import factor, written

TERMS = 2  # how many terms of a sum are written out


def sum_of_products(factors, others):
    """Σ factors · others, the largest products written out."""
    terms = [f"{factor(a)} × {factor(b)}" for a, b in zip(factors, others)]
    return _sum(factors * others, terms)


def sum_of_squares(a, y):
    """Σ (a - y)², the largest squares written out."""
    terms = [f"({written(a_j)} − {written(y_j)})²" for a_j, y_j in zip(a, y)]
    return _sum((a - y) ** 2, terms)


def _sum(values, terms):
    """The largest terms one by one, and the sum of the others."""
    order = np.argsort(-np.abs(values), kind="stable")
    lines = [terms[i] for i in order[:TERMS]]
    rest = order[TERMS:]
    if len(rest):
        lines.append(f"{len(rest)} more: {factor(values[rest].sum())}")
    return "\n+ ".join(lines)


def column(vector):
    """The shape of a batch of one such vector."""
    return f"({len(vector)}, 1)"
