"""Everything that determines a run: network, data, loss, optimizer, training, seed."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from engine.model.network import Choice, Network

CLASS_NAMES = "class_names"  # beside the settings of any data: what the user calls the classes, in their order


@dataclass(frozen=True)
class Training:
    """How a run is carried out.

    `batch_size` None means all samples in every step. With `shuffle`, each epoch draws its own
    order from (seed, epoch). `freeze` names parameters that are not trained. `truncate` cuts
    sequences: each training step sees `k1` new time steps and sends gradients back over `k2`.
    `l1` adds its share of sign(w) to the gradient of every weight matrix.

    The rest are deliberate mistakes. `zero_grad` False lets gradients add up from step to
    step, as PyTorch does without `zero_grad()`; `wrong_sign` adds the gradient instead of
    subtracting it; `derivative_of_output` applies sigma' to the output of the sigmoid instead of
    its input; `no_bias` leaves every bias out; `equal_start` gives all weights of a matrix, and all
    biases of a layer, the same value, so its units always stay identical.
    """

    batch_size: int | None = None
    shuffle: bool = False
    clip: dict[str, float] | None = None
    truncate: dict[str, int] | None = None
    freeze: tuple[str, ...] = ()
    schedule: Choice = Choice("constant")
    l1: float = 0.0
    zero_grad: bool = True
    derivative_of_output: bool = False
    wrong_sign: bool = False
    no_bias: bool = False
    equal_start: bool = False


@dataclass(frozen=True)
class Experiment:
    """One immutable experiment. `parameters` overrides the initializer for the arrays it names."""

    network: Network = Network()
    data: Choice = Choice("xor")
    loss: Choice = Choice("mse")
    optimizer: Choice = Choice("sgd")
    training: Training = Training()
    seed: int = 0
    parameters: dict[str, Any] = field(default_factory=dict, hash=False)
    title: str = ""
    description: str = ""

    def with_network(self, network: Network) -> Experiment:
        """The same experiment around another drawing."""
        return replace(self, network=network)

    def same_numbers(self, other: Experiment) -> bool:
        """Whether both give the same run: places on the canvas, blocks, titles and the names of classes do not count."""
        return self._bare() == other._bare()

    def _bare(self) -> Experiment:
        data = Choice(self.data.name, {name: value for name, value in self.data.settings.items() if name != CLASS_NAMES})
        return replace(self, network=self.network.ungrouped(), data=data, title="", description="")
