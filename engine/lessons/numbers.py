"""Numbers as people type them, as lessons write them, and how far they may be off."""

from __future__ import annotations

import math
import re
import unicodedata
from typing import Any

import numpy as np

from engine.lessons.lesson import Tolerance

NOT_COMPUTED = "–"
FORMATS = re.compile(r"^(?:\d{1,2}[gf]|g|e|%|sign|ratio)$")
MOST_ELEMENTS = 8
LONGEST = 60  # characters that are typed
MOST_DECADES = 300  # of a double
_MINUS = str.maketrans(dict.fromkeys("−–—‐‑﹣-", "-") | {"×": "*", "·": "*", "⋅": "*", "∕": "/", "⁄": "/", "٫": "."})
_PLACED, _HIGH = "0123456789-+", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"
_LOWERED, _RAISED = str.maketrans(_HIGH, _PLACED), str.maketrans(_PLACED, _HIGH)
_PLAIN = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_TYPED = re.compile(rf"(?P<number>{_PLAIN})(?:e(?P<e>[+-]?\d+))?(?:\*?(?P<sign>)10\^\(?(?P<ten>[+-]?\d+)\)?)?(?P<percent>%)?")
_POWER = re.compile(r"(?P<minus>[+-]?)10\^\(?(?P<ten>[+-]?\d+)\)?")


def typed(words: str) -> float | None:
    """The number that was typed: `−0,032`, `3/4`, `1e-12`, `4.4 × 10^-4`, `10⁻¹²`, `5 %`, `०.५`; None if it is none."""
    if len(words) > LONGEST:
        return None
    plain = re.sub(f"10([{_HIGH}]+)", lambda found: "10^" + found[1].translate(_LOWERED), words)
    plain = "".join(str(unicodedata.digit(letter)) if unicodedata.category(letter) == "Nd" else letter for letter in plain)
    plain = re.sub(r"\s", "", plain.translate(_MINUS).lower()).replace("**", "^")
    if plain.count(",") == 1 and "." not in plain:
        plain = plain.replace(",", ".")
    over, _, under = plain.partition("/")
    top = _one(over)
    bottom = _one(under) if "/" in plain else 1.0
    if top is None or not bottom:
        return None
    value = top / bottom
    return value if math.isfinite(value) else None


def _one(plain: str) -> float | None:
    power = _POWER.fullmatch(plain)
    if power:
        return float(f"{power['minus']}1e{power['ten']}")
    found = _TYPED.fullmatch(plain)
    if not found:
        return None
    exponent = int(found["e"] or 0) + int(found["ten"] or 0) - (2 if found["percent"] else 0)
    return float(f"{found['number']}e{max(-9999, min(9999, exponent))}")


def fits(given: float, expected: float, tolerance: Tolerance) -> bool:
    """Whether an answer is near enough."""
    low, high = interval(expected, tolerance)
    return low <= given <= high


def interval(expected: float, tolerance: Tolerance) -> tuple[float, float]:
    """The numbers that fit an expected one, from the least to the greatest. A hair more is allowed, so that 0.1 off at 0.1 is not
    decided by rounding."""
    if tolerance.kind == "decades":
        far = 10 ** min(tolerance.size + 1e-9, MOST_DECADES)
        ends = expected / far, expected * far
    else:
        off = _allowed(expected, tolerance)
        ends = expected - off, expected + off
    return min(ends), max(ends)


def _allowed(expected: float, tolerance: Tolerance) -> float:
    """How far off an answer may be, and a hair more; of all tolerances but decades."""
    size = tolerance.size
    found = {"abs": size, "rel": size * abs(expected)}.get(tolerance.kind)
    if found is None:
        magnitude = math.floor(math.log10(abs(expected))) if expected else 0
        found = 0.5 * 10.0 ** (magnitude - size + 1)
    return found * (1 + 1e-9) + 1e-15 * abs(expected)


def written(value: Any, form: str = "") -> str:
    """A value as a lesson writes it: `3g`, `4f`, `e`, `%`, `sign` or `ratio`; a few elements in a row, nothing as –."""
    if value is None:
        return NOT_COMPUTED
    elements = np.asarray(value, float).ravel()
    shown = ", ".join(_element(float(element), form) for element in elements[:MOST_ELEMENTS])
    return f"{shown}, …" if len(elements) > MOST_ELEMENTS else shown


def _element(value: float, form: str) -> str:
    if not math.isfinite(value):
        return "NaN" if math.isnan(value) else "∞" if value > 0 else "−∞"
    value += 0.0  # minus zero is zero
    match form:
        case "sign":
            return "+" if value > 0 else "−" if value < 0 else "0"
        case "ratio":
            return f"×{_element(value, '3g')}"
        case "%":
            return f"{_element(100 * value, '3g')} %"
        case "e":
            return _powers(f"{value:.2e}")
    digits, kind = int(form[:-1] or 6) if form else 4, form[-1:] or "g"
    return _powers(f"{value:.{digits}{kind}}")


def _powers(plain: str) -> str:
    mantissa, _, exponent = plain.replace("-", "−").partition("e")
    if not exponent:
        return mantissa
    power = "10" + str(int(exponent.replace("−", "-"))).translate(_RAISED)
    return mantissa[:-1] + power if mantissa.lstrip("−") == "1" else f"{mantissa}·{power}"
