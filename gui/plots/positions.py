"""What a network says about sequences of symbols and about images: probabilities, and which classes it takes for which."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from engine.insight.moment.classes import SIGMOID, SOFTMAX, classes, included, read
from engine.insight.moment.predict import Predictor
from engine.library.samples import Table
from engine.model.experiment import Experiment
from engine.program.targets import by_position
from gui.look.figure import POINTS, Curve, Figure, Image
from gui.plots.source import Source

MOST_IMAGES = 500
FEW_IMAGES, PIXELS = 50, 6_400  # in each frame of a run: so many images at least, and so many pixels


@dataclass(frozen=True, eq=False)
class _Looked:
    """What the network says about some samples with positions."""

    table: Table
    predictor: Predictor

    def said(self, source: Source, positions: int) -> np.ndarray:
        """Of shape (samples, positions, units), as the loss reads it."""
        return read(source.experiment.loss.name, by_position(self.predictor(source.debugger.learned()), positions))


class _Glanced(_Looked):
    """What it says about few samples, while a run goes on."""


def row_of(source: Source) -> int:
    """The row of the table that is the chosen sample of the batch."""
    rows = source.debugger.program.batches.indices(source.debugger.place[0])
    return int(rows[min(source.sample, len(rows) - 1)])


def likely(experiment: Experiment) -> bool:
    """Whether outputs are probabilities once the loss has read them."""
    main = experiment.network.main
    return bool(included(experiment.loss.name)) or (main is not None and main.activation.name in (SIGMOID, SOFTMAX))


def on_positions(source: Source, table: Table, title: str) -> Figure:
    """Tokens with a target at each, or images of classes."""
    output = source.experiment.network.outputs()[0]
    if output.grid and len(table.target_names) == output.units:
        return _tokens(source, table, title, output.positions)
    some = table.held_out or table
    most = MOST_IMAGES if source.calm else max(FEW_IMAGES, PIXELS // math.prod(table.grid))
    shown = replace(some, inputs=some.inputs[:most], targets=some.targets[:most], target_names=table.target_names,
                    class_names=table.class_names)  # fmt: skip
    found = classes(shown, source.experiment.loss.name, output.units)
    if output.grid or found is None:
        return Figure(title, empty=QCoreApplication.translate("Plots", "Shown for tokens and for image classification."))
    kind = _Looked if source.calm else _Glanced
    looked = source.memo.made(kind, lambda: kind(shown, Predictor(source.checked, shown.inputs)))
    said = looked.said(source, 1)[:, 0]
    taken = (said[:, 0] > 0.5).astype(int) if said.shape[1] == 1 else said.argmax(axis=1)
    return _confusion(found.names, found.of_samples, taken, title, table.held_out is not None)


def _tokens(source: Source, table: Table, title: str, positions: int) -> Figure:
    """One sample: how likely each symbol is at each position."""
    row = row_of(source)
    kept = source.memo.find(_Looked)
    if kept is None or not np.array_equal(kept.table.inputs, table.inputs[row : row + 1]):
        few = replace(table, inputs=table.inputs[row : row + 1], targets=table.targets[row : row + 1])
        kept = source.memo.keep(_Looked(few, Predictor(source.checked, few.inputs)))
    inputs = by_position(kept.table.inputs, math.prod(table.grid))
    shown = replace(table, inputs=inputs, targets=by_position(kept.table.targets, positions), input_names=table.target_names)
    return letters(kept.said(source, positions)[0], shown, 0, likely(source.experiment), title, at_once=True)


def _confusion(names: tuple[str, ...], right: np.ndarray, taken: np.ndarray, title: str, held_out: bool) -> Figure:
    """For each class, the share of its samples that the network takes for each."""
    counts = np.zeros((len(names), len(names)))
    known = np.isfinite(right)
    np.add.at(counts, (right[known].astype(int), np.minimum(taken[known], len(names) - 1)), 1)
    with np.errstate(invalid="ignore"):
        shares = counts / counts.sum(axis=1, keepdims=True)
    ticks = tuple((number + 0.5, name) for number, name in enumerate(names))
    words = QCoreApplication.translate("Plots", "correct: {share} (samples: {count})")
    if held_out:
        words = QCoreApplication.translate("Plots", "correct: {share} (held-out samples: {count})")
    correct = float(np.trace(counts) / max(1, counts.sum()))
    return Figure(
        title,
        QCoreApplication.translate("Plots", "predicted class"),
        QCoreApplication.translate("Plots", "true class"),
        image=Image(
            shares,
            (0, 0, len(names), len(names)),
            0,
            1,
            QCoreApplication.translate("Plots", "fraction of the true class"),
        ),
        ticks=ticks,
        y_ticks=ticks,
        note=words.format(share=f"{correct:.1%}", count=int(counts.sum())),
    )


def letters(chances: np.ndarray, table: Table, sample: int, known: bool, title: str, at_once: bool = False) -> Figure:
    """How likely each character is at each time step, or each token at each position."""
    names = table.target_names
    if table.inputs.shape[-1] == 1:  # class indices
        inputs = [names[int(i)] for i in table.inputs[sample, :, 0]]
    else:
        inputs = [table.input_names[i] for i in table.inputs[sample].argmax(1)]
    correct = table.targets[sample].argmax(1)
    wanted, said = [names[i] for i in correct], [names[i] for i in chances.argmax(1)]
    label = QCoreApplication.translate("Plots", "probability") if known else QCoreApplication.translate("Plots", "output")
    across = QCoreApplication.translate("Plots", "time step: input → target")
    up = QCoreApplication.translate("Plots", "next character")
    if at_once:
        across = QCoreApplication.translate("Plots", "position: input → target")
        up = QCoreApplication.translate("Plots", "token")
    step = -(-len(wanted) // 20)
    ticks = tuple((i + 0.5, f"{a}→{b}") for i, (a, b) in enumerate(zip(inputs, wanted, strict=True)) if i % step == 0)
    marks = Curve(QCoreApplication.translate("Plots", "target"), np.arange(len(wanted)) + 0.5, correct + 0.5, "gradient", POINTS)
    return Figure(
        title,
        across,
        up,
        (marks,),
        Image(chances.T, (0, 0, len(wanted), len(names)), 0, 1, label),
        ticks=ticks,
        y_ticks=tuple((i + 0.5, name) for i, name in enumerate(names)),
        note=QCoreApplication.translate("Plots", "the network predicts: {said}").format(said="".join(said)),
    )
