"""Numbers as they are printed: a true minus, and powers of ten: 4·10⁻¹⁵ for 4e-15.

Where a power of ten stands alone it is written alone, as on a logarithmic axis: 10⁻⁷. On a linear axis it is written like its
neighbours: 1·10⁻⁷ beside 2·10⁻⁷. What can be typed or copied is not written like this: 1e-07.
`engine/lessons/numbers.py` writes the values of a lesson in the same form.
"""

from __future__ import annotations

import math
import re

MINUS = "−"
NARROW = "\u202f"  # a narrow space that parts thousands
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def power(exponent: int, digit: int = 1) -> str:
    """10 to an exponent, times a digit."""
    if exponent in (0, 1) or digit != 1 and -3 <= exponent <= 3:
        return f"{digit * 10.0**exponent:g}"
    words = "10" + str(exponent).translate(RAISED)
    return words if digit == 1 else f"{digit}·{words}"


def rounded(size: float) -> str:
    """A positive number to one digit."""
    digit, exponent = map(int, f"{size:.0e}".split("e"))
    return _one_digit(exponent, digit)


def log_tick(exponent: float) -> str:
    """A number of a logarithmic axis, which has one digit; exponents that no double has are written, too."""
    decade = math.floor(exponent + 1e-9)
    return _one_digit(decade, round(10 ** (exponent - decade)))


def _one_digit(exponent: int, digit: int) -> str:
    return f"{digit * 10.0**exponent:g}" if abs(exponent) <= 3 else power(exponent, digit)


def typeset(words: str) -> str:
    """Words with their numbers as they are printed. What is to be computed with, such as a file, has them as they were."""
    words = re.sub(r"(?<![\w.])([-+]?\d+(?:\.\d+)?)e([+-]?)0*(\d+)\b", _printed, words)
    return re.sub(r"(?<![\w.·)-])-(?=\d)", MINUS, words)


def _printed(found: re.Match[str]) -> str:
    digits, raised = found[1], power(int(found[2] + found[3]))
    return digits[:-1] + raised if digits.lstrip("+-") == "1" else f"{digits}·{raised}"


def number(value: float, digits: int = 4) -> str:
    """So many significant digits in C locale; 2.5e-7 is 2.5·10⁻⁷."""
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else f"{MINUS}∞"
    return typeset(f"{value + 0.0:.{digits}g}")


def short(value: float, letters: int = 5) -> str:
    """A number in so many letters at most, three or more, or as a power of ten; its sign is always shown."""
    if not value:
        return "0"
    sign, size = "+" if value > 0 else MINUS, abs(value)
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else f"{sign}∞"
    for places in (3, 2, 1, 0):
        words = f"{sign}{size:.{places}f}"
        if len(words) <= letters and float(words[1:]):
            return words
    return sign + typeset(f"{size:.0e}")


def tick(value: float, step: float) -> str:
    """A number of a linear axis with the digits that tell it from the next, a step away; a very large or small one as a power."""
    unit = math.floor(math.log10(step) + 1e-9)
    if abs(value) >= 1e6 or step < 1e-5 and abs(value) < 1e-3:  # small steps far from 0 need all digits
        if abs(value) < step / 2:
            return "0"
        exponent = math.floor(math.log10(abs(value)) + 1e-12)
        digits = f"{value / 10.0**exponent:.{max(4, exponent - unit + 2)}g}"
        return f"{typeset(digits)}·{power(exponent)}"
    places = max(0, -unit)
    places += abs(round(step * 10**places) - step * 10**places) > 1e-6  # 0.25 has a digit more
    value = round(value, places) or 0.0  # no −0
    words = f"{abs(value):,.{places}f}" if max(abs(value), step) >= 1e4 else f"{abs(value):.{places}f}"
    return f"{MINUS if value < 0 else ''}{words.replace(',', NARROW)}"
