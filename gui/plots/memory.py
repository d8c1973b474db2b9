"""How much the backward pass has to remember: for all time steps, or for those that truncation lets gradients reach."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.program.program import FORWARD, Program
from gui.look.figure import DASHED, Curve, Figure
from gui.plots.source import Options, Source, needs_sequences

LONGER = 2  # times the sequence that is drawn


def numbers_per_step(program: Program) -> int:
    """How many numbers of the forward pass belong to one time step; they are kept until the backward pass has used them."""
    found = [slot for slot in program.slots if slot.time == program.length and slot.of < 0]
    made = {program.code[pc].out for pc in range(program.phases[FORWARD].start, program.phases[FORWARD].stop)}
    return sum(int(np.prod(slot.shape)) for slot in found if slot.index in made)


def options(source: Source) -> Options:
    """One for every sequence, so that there is nothing to choose; none for other data."""
    return (("all", ""),) if source.debugger.program.length > 1 else ()


def memory(source: Source) -> Figure:
    """Numbers kept against the length of the sequence: a line that rises with T, and one that truncation bends at k2."""
    title = QCoreApplication.translate("Plots", "Memory")
    program = source.debugger.program
    if program.length == 1:
        return Figure(title, empty=needs_sequences())
    each, length = numbers_per_step(program), program.length
    times = np.arange(1.0, LONGER * length + 1)
    curves = [Curve(QCoreApplication.translate("Plots", "whole sequence"), times, each * times, "value")]
    cut = source.experiment.training.truncate
    if cut is not None:
        name = QCoreApplication.translate("Plots", "truncated, k2 = {steps}").format(steps=cut["k2"])
        curves.append(Curve(name, times, each * np.minimum(times, cut["k2"]), "gradient", DASHED))
    kept = length if cut is None else min(length, cut["k2"])
    note = QCoreApplication.translate("Plots", "numbers kept for the backward pass at T = {length}: {kept} ({each} per time step)")
    return Figure(
        title,
        QCoreApplication.translate("Plots", "sequence length T"),
        QCoreApplication.translate("Plots", "numbers kept"),
        tuple(curves),
        cursor=float(length),
        note=note.format(length=length, kept=f"{each * kept:,}", each=f"{each:,}"),
        named=True,
    )
