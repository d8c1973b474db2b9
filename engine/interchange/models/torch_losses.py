"""The losses of a network as PyTorch functions of its outputs and targets: one for each output."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.interchange.documents.strict_json import refuse
from engine.library.losses import Loss
from engine.library.rule import Array
from engine.library.samples import Table
from engine.model.problem import text
from engine.program.targets import Goal, by_position, counted


def known(words: str, where: str, name: str) -> str:
    """What PyTorch calls a row of the library; ExperimentError if it has no such thing."""
    if not words:
        raise refuse(where, text("{name} cannot be written in PyTorch."), text("Write a NumPy script instead."), name=name)
    return words


@dataclass(frozen=True)
class LossText:
    """One loss; `ending` is appended to the names of its function and arrays: empty where there is only one."""

    goal: Goal
    ending: str = ""

    @property
    def row(self) -> Loss:
        """What the library knows of it."""
        return self.goal.head.row

    @property
    def mean(self) -> bool:
        """Whether the loss is a mean, not a sum."""
        return bool(self.goal.head.settings["reduction"] == "mean")

    @property
    def ignores(self) -> bool:
        """Whether targets are ignored by their class index alone, which PyTorch does itself."""
        return self.goal.mask is not None and self.goal.table.mask is None

    @property
    def masked(self) -> bool:
        """Whether the script has a mask."""
        return self.goal.mask is not None and not self.ignores

    @property
    def names(self) -> tuple[str, ...]:
        """The arrays of the data that the loss takes."""
        return (f"targets{self.ending}", *([f"mask{self.ending}"] if self.masked else []))

    def targets(self, table: Table) -> tuple[Array, bool]:
        """The targets of a table as a script has them, and whether they are class indices."""
        output = self.goal.node
        targets = by_position(table.targets, output.positions)
        targets = targets if output.grid else targets[..., 0, :]
        if not self.row.over_samples:
            return targets, False
        if targets.shape[-1] == 1 and output.units > 1:
            return targets[..., 0].astype(int), True
        return (targets.argmax(axis=-1), True) if _one_hot(targets) and not self.masked else (targets, False)

    def arrays(self) -> dict[str, Array]:
        """Targets, and the mask if there is one."""
        found = [self.targets(self.goal.table)[0]]
        if self.masked:
            assert self.goal.mask is not None
            found.append(self.goal.mask if self.goal.node.grid else self.goal.mask[..., 0])
        return dict(zip(self.names, found, strict=True))

    def held_out(self) -> dict[str, Array]:
        """The same of the samples that are held out."""
        held = self.goal.table.held_out
        assert held is not None
        found = [self.targets(held)[0]]
        if self.masked:
            mask = counted(self.goal.head, held).astype(float)
            found.append(mask if self.goal.node.grid else mask[..., 0])
        return dict(zip(self.names, found, strict=True))

    def right(self, outputs: str) -> str:
        """Which answers are right, those that count; "" where targets are no classes."""
        targets, numbered = self.targets(self.goal.table)
        name, bound = self.names[0], 0 if "with_logits" in self.row.functional else 0.5
        if numbered:
            found = f"{outputs}.argmax(-1) == {name}"
        elif not np.isin(targets, (0, 1)).all():
            return ""
        elif targets.shape[-1] == 1:
            found = f"(({outputs} > {bound}) == ({name} > 0.5))[..., 0]"
        else:
            found = f"{outputs}.argmax(-1) == {name}.argmax(-1)" if _one_hot(targets[self._counts()]) else ""
        if not found or not (self.masked or self.ignores):
            return found
        counts = f"{self.names[1]} > 0" if self.masked else f"{name} != {self.goal.head.settings['ignore_index']}"
        return f"({found})[{counts}]"

    def _counts(self) -> Array:
        """Which targets count, as the script has them."""
        counts = self.goal.counts
        return counts if self.goal.node.grid else counts[..., 0]

    def call(self, outputs: str, arrays: list[str]) -> str:
        """The loss of some outputs, times its weight."""
        factor = "" if self.goal.head.weight == 1 else f"{self.goal.head.weight!r} * "
        return f"{factor}criterion{self.ending}({', '.join([outputs, *arrays])})"

    def lines(self) -> list[str]:
        """The function."""
        row, settings, mean = self.row, self.goal.head.settings, self.mean
        head = f"def criterion{self.ending}(outputs, targets{', mask' if self.masked else ''}):"
        lines = [head, f'    """{row.title}."""']
        if not row.targets:
            return [*lines, f"    return {self._output_alone(mean)}"]
        function = known(row.functional, "loss", row.name)
        extra = "".join(f", {name}={settings[name]!r}" for name in ("delta", "label_smoothing") if settings.get(name))
        extra += f", ignore_index={settings['ignore_index']}" if self.ignores else ""
        several = self.goal.targets.ndim == 3 or bool(self.goal.node.grid)
        classes_in_time = row.over_samples and several
        pair = "outputs.flatten(0, 1), targets.flatten(0, 1)" if classes_in_time else "outputs, targets"
        if not self.masked:
            return [*lines, f"    return {self._plain(function, pair, extra, settings)}"]
        per = "" if row.over_samples else ".mean(-1)" if mean else ".sum(-1)"
        shaped = ".view(mask.shape)" if classes_in_time else ""
        return [*lines, f'    losses = {function}({pair}{extra}, reduction="none"){shaped}{per}',
                f"    return (losses * mask).sum(){self._count() if mean else ''}"]  # fmt: skip

    def _plain(self, function: str, pair: str, extra: str, settings: dict[str, Any]) -> str:
        """The loss where nothing is masked."""
        if self.mean and self.goal.empty:  # PyTorch's own mean over no targets is NaN
            counted = f"(targets != {settings['ignore_index']}).sum().clamp(min=1)"
            return f'{function}({pair}{extra}, reduction="sum") / {counted}'
        reduction = "" if self.mean else ', reduction="sum"'
        return f"{function}({pair}{extra}{reduction})"

    def _output_alone(self, mean: bool) -> str:
        """The loss of a network whose output is the loss."""
        reduced = "mean" if mean else "sum"
        if not self.masked:
            return f"outputs.{reduced}()"
        return f"(outputs.{reduced}(-1) * mask).sum(){self._count() if mean else ''}"

    def _count(self) -> str:
        """The division by the targets that count, where there may be none by 1."""
        return " / mask.sum().clamp(min=1)" if self.goal.empty else " / mask.sum()"


def _one_hot(targets: Array) -> bool:
    """Whether each row is the vector of a class."""
    return bool(np.isin(targets, (0, 1)).all() and (targets.sum(axis=-1) == 1).all())
