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
    tensors = {**script.arrays(), **script.held_out(), **{START + name: value for name, value in script.parameters().items()}}
    count = sum(array.size for array in tensors.values())
    if count > MOST_NUMBERS:
        words = text("too many numbers for one file: {count}; the limit is {most}.")
        raise refuse("data", words, text("Use fewer samples."), count=count, most=MOST_NUMBERS)
    content: bytes = save({name: np.ascontiguousarray(array) for name, array in tensors.items()})
    return content


class _Files(Script):
    """What differs from the script that holds all its numbers."""

    def held_out(self) -> dict[str, Array]:
        """Inputs and targets of the samples that are held out; those that are trained on where there are none."""
        held = self.checked.table.held_out
        if held is None:
            return {}
        return {"held_out_inputs": held.inputs, "held_out_targets": self.loss.targets(held)[0]}

    def _evaluated(self) -> bool:
        """Whether the outputs for whole samples can be judged: not for windows of sequences, nor where targets are left out."""
        return len(self.losses) == 1 and self.loss.row.targets and not self.cut and self.checked.mask is None

    def _head(self) -> str:
        head = super()._head().rstrip("\n")
        own = ["", 'DEVICE = "cuda" if torch.cuda.is_available() else "cpu"', "torch.set_default_device(DEVICE)", ""]
        return "\n".join([head, *own])

    def _imports(self) -> tuple[list[str], list[str]]:
        standard, others = super()._imports()
        return [*standard, "from pathlib import Path"], [*others, "from safetensors.torch import load_file, save_file"]

    def _data(self) -> str:
        names = [*self.arrays(), *(self.held_out() if self._evaluated() else ())]
        counted = f"{self.checked.table.samples} samples, and starting values under {START}NAME"
        return "\n".join([
            f"\n# The data: {counted}.",
            f'DATA = load_file(Path(__file__).with_suffix(".{SUFFIX}"), device=DEVICE)',
            *(f'{name.upper()} = DATA["{name}"]' for name in names), "",
        ])  # fmt: skip

    def _state(self) -> str:
        return f'{{name[{len(START)}:]: value for name, value in DATA.items() if name.startswith("{START}")}}'

    def _main(self) -> str:
        return "\n".join([*(self._evaluate() if self._evaluated() else []), super()._main().rstrip("\n"), *self._after(), ""])

    def _evaluate(self) -> list[str]:
        right, each, whole = self._right(), *((" * len(x)", " / len(inputs)") if self.loss.mean else ("", ""))
        return [
            "", "def evaluate(model, inputs, targets, batch=1024):",
            '    """The loss of these samples, batch by batch: nothing is dropped, statistics are the running ones."""'
            if not right else
            '    """The loss of these samples and the share told right, batch by batch, with running statistics."""',
            "    model.eval()", "    total, right = 0.0, 0.0" if right else "    total = 0.0", "    with torch.no_grad():",
            "        for x, t in zip(inputs.split(batch), targets.split(batch)):", "            outputs = model(x)",
            f"            total += {self._of_batch()}.item(){each}",
            *([f"            right += ({right}).double().mean().item() * len(x)"] if right else []),
            "    model.train()", f"    return total{whole}{', right / len(inputs)' if right else ''}", "",
        ]  # fmt: skip

    def _of_batch(self) -> str:
        """The loss of the outputs for a batch."""
        called = self.loss.call("outputs", ["t"])
        return f"({called})" if "*" in called else called

    def _right(self) -> str:
        """What is right for one output, if the targets are classes."""
        targets, numbered = self.loss.targets(self.checked.table)
        if numbered:
            return "outputs.argmax(-1) == t"
        if targets.shape[-1] > 1 or not np.isin(targets, (0, 1)).all():
            return ""
        return f"(outputs > {0 if 'with_logits' in self.loss.row.functional else 0.5}) == (t > 0.5)"

    def _after(self) -> list[str]:
        """What follows the last step: how good it is, and what it learned."""
        state = "{name: value.clone().contiguous() for name, value in model.state_dict().items()}"
        kept = f'    save_file({state}, Path(__file__).with_suffix(".trained.safetensors"))'
        if not self._evaluated():
            return [kept]
        held = "HELD_OUT_" if self.held_out() else ""
        words = "held out" if held else "training samples"
        call = f"evaluate(model, {held}INPUTS, {held}TARGETS)"
        if self._right():
            return [f"    loss, right = {call}", f'    print(f"{words}: loss {{loss:.6g}}, right {{right:.1%}}")', kept]
        return [f'    print(f"{words}: loss {{{call}:.6g}}")', kept]
