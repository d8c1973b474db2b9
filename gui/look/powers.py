"""Numbers as they are printed: a true minus, and powers of ten: 4·10⁻¹⁵ for 4e-15."""

from __future__ import annotations

import math
import re

MINUS = "−"
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
