"""Numbers, sums and shapes as they are written in a formula."""

import numpy as np

TERMS = 2  # how many terms of a sum are written out


def written(value):
    """A number as NetworkView writes it: 0.312, −0.00042, 3.1·10⁻⁷."""
    size = abs(float(value))
    digits = 1 if size >= 100 else 2 if size >= 10 else 3 if size >= 0.01 else 5
    text = f"{size:.0f}" if size in (0, 1) else f"{size:.{digits}f}" if size >= 0.0001 else _power(size)
    return f"−{text}" if value < 0 else text


def _power(size):
    mantissa, exponent = f"{size:.1e}".split("e")
    return f"{mantissa}·10{str(int(exponent)).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def factor(value):
    """A number as the factor of a product: a negative number in brackets."""
    return f"({written(value)})" if value < 0 else written(value)


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
