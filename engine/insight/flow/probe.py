"""The network of an experiment on its whole data, at any parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.program.check import check
from engine.program.lower import lower
from engine.program.program import Program
from engine.runtime.debugger import Debugger

MOST = 1024  # samples; larger data sets are subsampled at random


class Probe:
    """One batch of all samples, whatever the batches of the experiment are, and whole sequences; run up to the end of a phase."""

    def __init__(self, experiment: Experiment, phase: str, lowered: Callable[[Experiment], Program] = lower) -> None:
        samples = check(experiment).table.samples
        training = replace(experiment.training, batch_size=min(samples, MOST), shuffle=samples > MOST, truncate=None)
        self.debugger = Debugger(lowered(replace(experiment, training=training)), budget=1 << 16)
        self.program = self.debugger.program
        self._stop = self.program.phases[phase].stop if phase in self.program.phases else len(self.program)
        self.debugger.go(self._stop)

    def at(self, values: Mapping[str, Array]) -> Debugger:
        """The probe's debugger with these parameters and running statistics, run to the end of the phase."""
        for name, slot in {**self.program.parameters, **self.program.buffers}.items():
            if name in values:
                self.debugger.arena.views[slot][...] = values[name]
        with np.errstate(all="ignore"):
            self.debugger.backend.run(0, self._stop)
        return self.debugger
