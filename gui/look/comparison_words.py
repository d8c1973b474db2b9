"""What a comparison with another program's arrays says, in the user's language."""

from __future__ import annotations

import html
from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.compare import verdict as verdicts
from engine.insight.compare.asking import shape_text
from engine.insight.compare.quantities import A, Quantity, Z
from engine.insight.compare.verdict import Cause, Comparison, Found, Row
from engine.insight.moment.symbols import arrow, symbol
from engine.program.program import Program
from gui.look.i18n import engine_text
from gui.look.theme import Theme
from gui.notation.numbers import number

SIGNS = {
    verdicts.AGREES: "✓", verdicts.CLOSE: "✓", verdicts.DIFFERS: "≠", verdicts.FOLLOWS: "≠", verdicts.NOT_FINITE: "≠",
    verdicts.SHAPE: "≠", verdicts.OPEN: "?", verdicts.UNKNOWN: "?",
}  # fmt: skip


def quantity_title(program: Program, quantity: Quantity) -> str:
    """A quantity as every panel writes it, without the time of those that have all times."""
    found = symbol(program, quantity.slots[0])
    return str(replace(found, time="") if quantity.stacked else found)


def verdict_words(row: Row) -> str:
    """The verdict on one array."""
    translate = QCoreApplication.translate
    if row.verdict == verdicts.SHAPE and row.theirs is not None and row.quantity is not None:
        return translate("OwnGradients", "has shape {theirs}, not {ours}").format(
            theirs=shape_text(row.theirs.shape), ours=shape_text(row.quantity.shape)
        )
    return {
        verdicts.AGREES: translate("OwnGradients", "agrees"),
        verdicts.CLOSE: translate("OwnGradients", "close enough for finite differences"),
        verdicts.DIFFERS: translate("OwnGradients", "differs"),
        verdicts.FOLLOWS: translate("OwnGradients", "follows from an earlier difference"),
        verdicts.NOT_FINITE: translate("OwnGradients", "is not finite"),
        verdicts.OPEN: translate("OwnGradients", "several match: choose one"),
        verdicts.UNKNOWN: translate("OwnGradients", "not recognised: choose what it is"),
    }[row.verdict]


def difference_words(row: Row) -> str:
    """How far an array is off, relative to its largest number: in percent where it is much."""
    if row.quantity is None or not np.isfinite(row.difference):
        return ""
    if 0.001 <= row.difference < 100:
        return f"{100 * row.difference:.2g} %" if row.difference < 0.0995 else f"{row.difference * 100:.0f} %"
    return number(row.difference, 1)


def cause_words(cause: Cause) -> str:
    """The sentence about a slip."""
    words = {name: arrow(engine_text(value)) if isinstance(value, str) else value for name, value in cause.words.items()}
    return engine_text(cause.sentence).format(**words)


def comparison_html(result: Comparison, theme: Theme) -> str:
    """The whole answer as rich text; `line:` is the scheme of its links."""
    parts = [_headline(result, theme)]
    for place, fault in enumerate(result.found):
        parts.append(_found_html(fault, place, result, theme))
    if result.missing:
        names = ", ".join(arrow(name) for name in result.missing)
        words = QCoreApplication.translate("OwnGradients", "Not given: {names}. Forgotten?").format(names=names)
        parts.append(f"<p style='color:{theme.muted}'>{html.escape(words)}</p>")
    if turned := result.turned:
        words = QCoreApplication.translate(
            "OwnGradients",
            "Treated as transposed, because the shape fits either way and the numbers agree that way: {names}. "
            "If your other weights are (out, in), a transpose is missing.",
        ).format(names=", ".join(turned))
        parts.append(f"<p>{html.escape(words)}</p>")
    single = any(row.single for row in result.rows)
    words = (
        QCoreApplication.translate(
            "OwnGradients", "Tolerance: 1e−4 times the largest absolute value, because these numbers are in single precision."
        )
        if single
        else QCoreApplication.translate(
            "OwnGradients", "Tolerance: 1e−7 times the largest absolute value, because these numbers are in double precision."
        )
    )
    return "".join([*parts, f"<p style='color:{theme.muted}'>{html.escape(words)}</p>"])


def _headline(result: Comparison, theme: Theme) -> str:
    translate = QCoreApplication.translate
    known = sum(row.quantity is not None for row in result.rows)
    if result.agrees:
        words, color = (
            translate("OwnGradients", "Everything agrees, up to rounding. Arrays: {count}.").format(count=known),
            theme.value,
        )
    elif not known:
        words = translate("OwnGradients", "No array was recognised. Choose in the table what each array is.")
        color = theme.warning
    else:
        agreeing = sum(row.verdict in (verdicts.AGREES, verdicts.CLOSE) for row in result.rows)
        words = translate("OwnGradients", "Arrays that agree: {agreeing} of {count}.").format(agreeing=agreeing, count=known)
        color = theme.text
    return f"<p style='color:{color}'><b>{html.escape(words)}</b></p>"


def _found_html(fault: Found, place: int, result: Comparison, theme: Theme) -> str:
    translate = QCoreApplication.translate
    row = next(row for row in result.rows if row.given == fault.given)
    first = (
        translate("OwnGradients", "First difference: {name}") if not place else translate("OwnGradients", "Next difference: {name}")
    )
    parts = [f"<p style='color:{theme.error}'><b>≠ {html.escape(first.format(name=fault.given))}</b></p>"]
    where = _where(row)
    if where:
        parts.append(f"<p>{html.escape(where)}</p>")
    parts += [_cause_html(cause, number, theme) for number, cause in enumerate(fault.causes)]
    if not fault.causes:
        parts.append(_unknown_html(fault, row, result, theme))
    pc = fault.causes[0].pc if fault.causes else fault.pc
    links = translate("OwnGradients", "Show this in the network")
    if pc >= 0:
        parts.append(f"<p><a href='line:{pc}'>{html.escape(links)}</a></p>")
    if fault.follows:
        words = translate("OwnGradients", "Also wrong as a result: {names}.").format(names=", ".join(fault.follows))
        parts.append(f"<p style='color:{theme.muted}'>{html.escape(words)}</p>")
    return "".join(parts)


def _where(row: Row) -> str:
    """The element that is off most."""
    if row.layout is None or row.ours is None or row.theirs is None:
        return verdict_words(row)
    return QCoreApplication.translate(
        "OwnGradients",
        "Off by up to {difference} of the largest absolute value, worst at {place}: the right value is {ours}, yours is {theirs}.",
    ).format(
        difference=difference_words(row) or "∞",
        place=list(row.at),
        ours=number(float(row.ours[row.at])),
        theirs=number(float(row.theirs[row.at])),
    )


def _cause_html(cause: Cause, place: int, theme: Theme) -> str:
    start = QCoreApplication.translate("OwnGradients", "or:") + " " if place else ""
    parts = [f"<p>{html.escape(start)}<b>{html.escape(cause_words(cause))}</b></p>"]
    if cause.wrong:
        rows = (
            (QCoreApplication.translate("OwnGradients", "right"), cause.right, theme.text),
            (QCoreApplication.translate("OwnGradients", "yours"), cause.wrong, theme.error),
        )
        cells = "".join(f"<tr><td style='color:{theme.muted}'>{html.escape(name)}&nbsp;</td><td style='color:{color}'>"
                        f"{html.escape(formula)}</td></tr>" for name, formula, color in rows)  # fmt: skip
        parts.append(f"<table cellspacing='0' cellpadding='2'>{cells}</table>")
    return "".join(parts)


def _unknown_html(fault: Found, row: Row, result: Comparison, theme: Theme) -> str:
    translate = QCoreApplication.translate
    words = translate(
        "OwnGradients",
        "This is not a known mistake: none of the {count} tried gives your numbers. It lies after "
        "the arrays that agree, on the way to this line:",
    ).format(count=result.tried)
    other_start = translate(
        "OwnGradients", "Does your program start from the same weights and inputs? “Save starting values…” saves them."
    )
    if fault.pc < 0:
        return f"<p><b>{html.escape(other_start)}</b></p>"
    parts = [f"<p>{html.escape(words)}</p><p>{html.escape(fault.line)}</p>"]
    if row.quantity is not None and row.quantity.kind in (Z, A):
        parts.append(f"<p>{html.escape(other_start)}</p>")
    if np.isfinite(fault.ratio) and np.isfinite(fault.cosine):
        sizes = translate(
            "OwnGradients",
            "Overall, your array is {ratio} times as large as the right one; the cosine between the two is {cosine}.",
        ).format(ratio=number(fault.ratio), cosine=number(fault.cosine))
        parts.append(f"<p style='color:{theme.muted}'>{html.escape(sizes)}</p>")
    return "".join(parts)
