"""Powers of ten as they are printed: 4·10⁻¹⁵ for 4e-15."""

from __future__ import annotations

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
