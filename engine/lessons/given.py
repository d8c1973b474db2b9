"""What a worksheet tells of a network besides its drawing: the lines of its forward pass and loss, and its samples."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from engine.insight.moment.symbols import symbol
from engine.lessons.numbers import written
from engine.model.experiment import Experiment
from engine.program.check import load_table
from engine.program.program import Program
from engine.runtime.debugger import Debugger

MOST_LINES, MOST_SAMPLES, MOST_FEATURES = 8, 4, 6  # of what is small enough to compute by hand
TARGET, WIDTH = "y*", 64  # pixels of a column


def given(experiment: Experiment) -> Iterator[str]:
    """HTML of both, each where it is short enough for paper."""
    program = Debugger(experiment).program
    lines = [_line(program, pc) for pc in range(program.phases["loss"].stop)]
    if len(lines) <= MOST_LINES:
        yield "<p>" + "<br>".join(f"<code>{escape(line)}</code>" for line in lines) + "</p>"
    yield from _samples(experiment, any(TARGET in line for line in lines))


def _line(program: Program, pc: int) -> str:
    instr = program.code[pc]
    names = {need: str(symbol(program, slot)) for need, slot in zip(instr.rule.needs, instr.ins, strict=True)}
    settings = {name: f"{value:g}" if isinstance(value, float) else value for name, value in instr.settings.items()}
    return f"{symbol(program, instr.out)} = {instr.rule.formula.format(**names, **settings)}"


def _samples(experiment: Experiment, aimed: bool) -> Iterator[str]:
    """One row for each; with targets where the loss has any."""
    table, _ = load_table(experiment)
    columns = [(_names(node.id, node.units), table.inputs) for node in experiment.network.inputs()[:1]]
    columns += [(_names(TARGET, table.targets.shape[-1]), table.targets)] if aimed else []
    if table.sequence or table.grid or table.samples > MOST_SAMPLES or len(experiment.network.inputs()) != 1:
        return
    if sum(len(names) for names, _ in columns) > MOST_FEATURES:
        return
    rows = [("#", *(name for names, _ in columns for name in names))]
    for number in range(table.samples):
        rows.append((str(number + 1), *(written(value, "4g") for _, values in columns for value in values[number].ravel())))
    cells = ("".join(f"<td width='{WIDTH}'>{escape(cell)}</td>" for cell in row) for row in rows)
    yield f"<table class='answer' cellpadding='2'>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


def _names(name: str, count: int) -> list[str]:
    """As the drawing calls the units of a layer."""
    return [name] if count == 1 else [f"{name}[{unit}]" for unit in range(count)]
