"""How a network does on samples that it was never trained on."""

from __future__ import annotations

from dataclasses import replace

from engine.insight.flow.landscape import Landscape, remembered
from engine.model.experiment import Experiment
from engine.model.network import Choice
from engine.program.check import load_table
from engine.runtime.debugger import Debugger

MOST = 60  # steps of the past at which it is measured


class Validation:
    """The loss on the held-out samples at remembered steps of a run; each step is measured once."""

    def __init__(self, experiment: Experiment) -> None:
        table = load_table(experiment)[0].held_out
        assert table is not None
        data = Choice("table", {"inputs": table.inputs, "targets": table.targets})
        self._landscape = Landscape(replace(experiment, data=data))
        self._known: dict[tuple[int, int], float] = {}

    def losses(self, debugger: Debugger) -> list[tuple[int, float]]:
        """Training step and loss, from the beginning up to now."""
        last = debugger.place[0]
        steps = [int(step) for step in debugger.history.steps(last)]
        every = 1 << (last // MOST).bit_length()
        chosen = [step for step in steps if step % every == 0] + steps[-1:]
        return [(step, self._at(debugger, step)) for step in dict.fromkeys(chosen)]

    def _at(self, debugger: Debugger, step: int) -> float:
        key = (step, hash(debugger.history.nearest(step)[1].tobytes()))
        if key not in self._known:
            self._known[key] = self._landscape.loss(remembered(debugger, step))
        return self._known[key]
