"""A PyTorch script whose data and starting values lie in a file beside it: short, for any device, with an evaluation."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from safetensors.numpy import save

from engine.interchange.documents.strict_json import refuse
from engine.interchange.models.pytorch_script import Script
from engine.library.rule import Array
from engine.model.experiment import Experiment
from engine.model.problem import text
from engine.program.check import check

SUFFIX = "data.safetensors"
MOST_NUMBERS = 100_000_000
START = "start."  # before the names of starting values


def script_with_files(experiment: Experiment, values: Mapping[str, Array] | None = None) -> bytes:
    """The text of the script; it expects its data in the file of the same name that ends in SUFFIX."""
    return _Files(check(experiment)).text().encode()


def data_of_script(experiment: Experiment, values: Mapping[str, Array] | None = None) -> bytes:
    """Samples, held-out samples and starting values as a safetensors file."""
    script = _Files(check(experiment))
    tensors = {
        **script.arrays(),
        **script.evaluation.held_out(),
        **{START + name: value for name, value in script.parameters().items()},
    }
    count = sum(array.size for array in tensors.values())
    if count > MOST_NUMBERS:
        words = text("too many numbers for one file: {count}; the limit is {most}.")
        raise refuse("data", words, text("Use fewer samples."), count=count, most=MOST_NUMBERS)
    content: bytes = save({name: np.ascontiguousarray(array) for name, array in tensors.items()})
    return content


class _Files(Script):
    """What differs from the script that holds all its numbers."""

    def _evaluated(self) -> bool:
        return self.evaluation.possible

    def _head(self) -> str:
        head = super()._head().rstrip("\n")
        own = ["", 'DEVICE = "cuda" if torch.cuda.is_available() else "cpu"', "torch.set_default_device(DEVICE)", ""]
        return "\n".join([head, *own])

    def _imports(self) -> tuple[list[str], list[str]]:
        standard, others = super()._imports()
        return [*standard, "from pathlib import Path"], [*others, "from safetensors.torch import load_file, save_file"]

    def _data(self) -> str:
        names = [*self.arrays(), *self.evaluation.held_out()]
        counted = f"{self.checked.table.samples} samples, and starting values under {START}NAME"
        return "\n".join([
            f"\n# The data: {counted}.",
            f'DATA = load_file(Path(__file__).with_suffix(".{SUFFIX}"), device=DEVICE)',
            *(f'{name.upper()} = DATA["{name}"]' for name in names), "",
        ])  # fmt: skip

    def _state(self) -> str:
        return f'{{name[{len(START)}:]: value for name, value in DATA.items() if name.startswith("{START}")}}'

    def _after(self) -> list[str]:
        """How good it is, and what it learned."""
        state = "{name: value.clone().contiguous() for name, value in model.state_dict().items()}"
        kept = f'    save_file({state}, Path(__file__).with_suffix(".trained.safetensors"))'
        return [*(self.evaluation.told(bool(self.evaluation.held_out())) if self._evaluated() else []), kept]
