"""How the course writes numbers: in sentences, in pictures and in formulas. Every function returns text."""

import math
from decimal import Decimal


def minus(text):
    """The text with true minus signs: "-0.5" as "−0.5"."""
    return text.replace("-", "−")


# ---- as many decimal places as asked for


def fixed(value, places):
    """A number with this many decimal places: 0.983, −0.100."""
    return minus(f"{value:.{places}f}")


def signed(value, places):
    """The same with its sign: +0.98, −0.10."""
    return minus(f"{value:+.{places}f}")


def percent(share, places=None):
    """A share in percent, 93.8 %; without `places`, as we usually read it: 86 %, 4.8 %, 0.3 %."""
    if places is None:
        places = 0 if share >= 0.0995 else 1
    return f"{100 * share:.{places}f} %"


def brief(value, places_from):
    """A number with its sign and few decimal places: +0.17, −0.005, ≈ 0.

    `places_from` maps sizes to decimal places, the largest size first: {0.0995: 2, 0.0005: 3} gives two places to
    numbers from 0.0995 upwards, three to smaller ones, and calls those below 0.0005 "≈ 0". Exactly zero is "0".
    """
    for smallest, places in places_from.items():
        if abs(value) >= smallest:
            return signed(value, places)
    return "≈ 0" if value else "0"


# ---- significant digits


def three_digits(value):
    """Three significant digits: 0.248, −1.08, 0.0369, 0.500; "0" below a millionth."""
    if abs(value) < 1e-6:
        return "0"
    return ("−" if value < 0 else "") + _three_digits(value)


def change(value):
    """Three significant digits, with a sign and without trailing zeros: +0.0145, −0.5; tiny numbers as +1e−09."""
    if value == 0:
        return "0"
    if abs(value) < 1e-8:
        return minus(f"{value:+.0e}")
    text = _three_digits(value)
    return ("−" if value < 0 else "+") + (text.rstrip("0").rstrip(".") if "." in text else text)


def amount(value):
    """A number as it is read aloud: 13,002, 0.0437, −2.5."""
    value += 0.0  # minus zero is zero
    whole = value == round(value) or abs(value) >= 1000
    return minus(f"{value:,.0f}" if whole and abs(value) < 1e15 else f"{value:.3g}")


def written(value):
    """A number in a formula, written as in NetworkView: 0.312, −0.00042, 3.1·10⁻⁷."""
    size = abs(float(value))
    places = 1 if size >= 100 else 2 if size >= 10 else 3 if size >= 0.01 else 5
    text = f"{size:.0f}" if size in (0, 1) else f"{size:.{places}f}" if size >= 0.0001 else _with_power_of_ten(size)
    return f"−{text}" if value < 0 else text


def in_table(value):
    """What a cell of a table says: 13,002, 0.04371, −2.500, 3.142·10⁻⁷, yes; a text as it is."""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if not math.isfinite(value):
        return "none" if math.isnan(value) else minus("∞" if value > 0 else "-∞")
    if isinstance(value, int) or value == 0 or abs(value) >= 1000:
        return minus(f"{value:,.0f}")
    mantissa, _, exponent = f"{value:#.4g}".partition("e")
    return minus(mantissa.rstrip(".")) + (f"·{power_of_ten(int(exponent))}" if exponent else "")


def factor(value):
    """A number as a factor of a product: a negative one in brackets, (−0.312)."""
    return f"({written(value)})" if value < 0 else written(value)


def power_of_ten(exponent):
    """A power of ten for a whole exponent: 10⁻⁷."""
    return f"10{str(exponent).translate(str.maketrans('-0123456789', '⁻⁰¹²³⁴⁵⁶⁷⁸⁹'))}"


def rough(size):
    """The size of an error in two digits: 0.063, 10⁻⁵, 3.2·10⁻⁸."""
    return f"{size:.2g}" if size >= 0.01 or size == 0 else _with_power_of_ten(size).removeprefix("1.0·")


def off_by(ratio):
    """How far a ratio is from 1: in percent up to a factor of two, then as a factor."""
    times = max(ratio, 1 / ratio)
    if times >= 1.95:
        return f"a factor of {times:,.0f}" if times >= 9.95 else f"a factor of {times:.2g}"
    share = abs(ratio - 1)
    return percent(share, 0) if share >= 0.01 else "less than 1 %"


def _three_digits(value):
    return f"{Decimal(f'{abs(value):.2e}'):f}"


def _with_power_of_ten(size):
    mantissa, exponent = f"{size:.1e}".split("e")
    return f"{mantissa}·{power_of_ten(int(exponent))}"
