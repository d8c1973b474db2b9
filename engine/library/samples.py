"""What a network learns from.

A table has inputs of shape (samples, features), or (samples, time, features) for sequences, and
targets alike; targets without a time axis belong to the last time step.
"""

from __future__ import annotations

from dataclasses import dataclass

from engine.library.rule import Array


@dataclass(frozen=True)
class Table:
    """Inputs, targets and what their features are called; `mask` 0 leaves a target out of the loss.

    `class_names` are what the user calls the classes that the targets 0 and 1, one-hot rows or class indices stand for, in this
    order; one that is missing or empty keeps its usual name.
    `held_out` are samples that are never trained on, for validation. `grid` says how the positions of the inputs lie, if each
    sample is an image or tokens seen at once; then features, targets and mask go on from position to position, as PyTorch's do.
    """

    inputs: Array
    targets: Array
    input_names: tuple[str, ...] = ()
    target_names: tuple[str, ...] = ()
    mask: Array | None = None
    held_out: Table | None = None
    class_names: tuple[str, ...] = ()
    grid: tuple[int, ...] = ()

    @property
    def sequence(self) -> bool:
        """Whether samples are sequences."""
        return self.inputs.ndim == 3

    @property
    def samples(self) -> int:
        """Number of samples."""
        return int(self.inputs.shape[0])

    @property
    def length(self) -> int:
        """Time steps of a sample; 1 for plain tables."""
        return int(self.inputs.shape[1]) if self.sequence else 1
