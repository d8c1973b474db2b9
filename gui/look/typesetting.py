"""Formulas as HTML that Qt can show: symbols, fractions, rows of parts."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import replace

from engine.insight.moment.symbols import Symbol
from gui.look.titles import worded


def symbol_html(symbol: Symbol, color: str) -> str:
    """A symbol with its index below and its time above."""
    symbol = worded(symbol)
    index = f"<sub>{html.escape(symbol.index)}</sub>" if symbol.index else ""
    time = f"<sup>({html.escape(symbol.time)})</sup>" if symbol.time else ""
    note = f" <i>{html.escape(symbol.note)}</i>" if symbol.note else ""
    head = "∂L/∂" if symbol.gradient else ""
    return f"<span style='color:{color}'>{head}{html.escape(symbol.letter)}{index}{time}{note}</span>"


def typeset(symbol: Symbol, color: str, wrap: Callable[[str], str] = str) -> str:
    """A symbol; a gradient as a fraction. Each of its texts passes through `wrap`."""
    if not symbol.gradient:
        return wrap(symbol_html(symbol, color))
    below = symbol_html(replace(symbol, gradient=False), color)
    return fraction(wrap("∂L"), wrap(f"∂{below}"), color)


def fraction(top: str, bottom: str, color: str) -> str:
    """One text above another with a line between them."""
    line = f"style='color:{color}; border-bottom-width:1px; border-bottom-style:solid; border-bottom-color:{color}'"
    return (
        f"<table cellspacing='0' cellpadding='1'><tr><td align='center' {line}>{top}</td></tr>"
        f"<tr><td align='center' style='color:{color}'>{bottom}</td></tr></table>"
    )


def row_of(cells: list[str]) -> str:
    """A formula in one line; every cell is centred on it."""
    return rows_of([cells])


def rows_of(rows: list[list[str]]) -> str:
    """Formulas below one another, their parts aligned."""
    td = "<td align='center' valign='middle' style='white-space:nowrap'>"
    lines = "".join(f"<tr>{''.join(f'{td}{cell}</td>' for cell in cells)}</tr>" for cells in rows)
    return f"<table cellspacing='0' cellpadding='2' style='margin:2px 0 4px 0'>{lines}</table>"
