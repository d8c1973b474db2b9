"""A PyTorch script with the same network, data, loss and updates: it prints the numbers that the program shows."""

from __future__ import annotations

import pprint
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.interchange.documents.strict_json import refuse
from engine.interchange.models.torch_helpers import DROPOUT, MISTAKE, NESTEROV, PHILOX
from engine.interchange.models.torch_network import NetworkText
from engine.library.drawing import legal_shapes
from engine.library.losses import LOSSES
from engine.library.optimizers import OPTIMIZERS
from engine.library.rule import Array
from engine.library.samples import Table
from engine.library.schedules import SCHEDULES
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, text
from engine.model.setting import complete
from engine.program.check import Checked, check
from engine.program.lower import initial_parameters, mistakes
from engine.program.program import Batches
from engine.program.targets import by_position

MOST_NUMBERS = 1_000_000


def pytorch_script(experiment: Experiment) -> str:
    """The text of a script that trains the same network; ExperimentError if it cannot run or has too many numbers."""
    checked = check(experiment)
    numbers = checked.table.inputs.size + checked.table.targets.size
    if numbers > MOST_NUMBERS:
        raise ExperimentError(
            [
                Problem(
                    "data",
                    text("the data contain {count} numbers, more than a readable script can hold."),
                    text("Use fewer samples."),
                    {"count": numbers},
                )
            ]
        )
    return Script(checked).text()


def described(experiment: Experiment) -> str:
    """The docstring of a script: title, description, what it promises, and any deliberate mistakes."""
    words = [
        f"{experiment.title or 'A network'}, written by Backprop Explorer.",
        "",
        *([experiment.description, ""] if experiment.description else []),
        "Double precision, the same starting values and the same order of samples: the losses agree to the last digits.",
    ]
    notes = "".join(f"\n{note[0].upper()}{note[1:]}." for note in mistakes(experiment.training))
    clean = "\n".join(words).replace("\\", "\\\\").replace('"""', "'''")
    return f"{clean}{notes}\n"


@dataclass
class Script:
    """The parts of a script; each method gives the lines of one."""

    checked: Checked

    def __post_init__(self) -> None:
        self.experiment, self.training = self.checked.experiment, self.checked.experiment.training
        self.net = NetworkText(self.checked)
        self.cut = self.net.cut
        size = self.training.batch_size or self.checked.table.samples
        self.batches = Batches(self.checked.table.samples, size, self.training.shuffle, self.experiment.seed)
        self.masked = self.checked.mask is not None and not self._ignores()
        self.optimizer = OPTIMIZERS[self.experiment.optimizer.name]
        self.loss = LOSSES[self.experiment.loss.name]

    def text(self) -> str:
        """The whole script."""
        parts = [
            self._head(),
            *self._helpers(),
            "\n".join(["", *self.net.lines(), ""]),
            "\n".join(["", *self._criterion(), ""]),
            "\n".join(["", *self._optimizer(), ""]),
            "\n".join(["", *self._train(), ""]),
            self._data(),
            self._main(),
        ]
        return "\n".join(parts)

    def _head(self) -> str:
        imports, outside = self._imports()
        lines = [
            f'"""{described(self.experiment)}"""',
            "",
            *imports,
            *([""] if imports else []),
            *outside,
            "",
            "torch.set_default_dtype(torch.float64)",
        ]
        if self._random():
            lines.append(f"SEED = {self.experiment.seed}")
        return "\n".join([*lines, ""])

    def _random(self) -> bool:
        """Whether masks or orders are drawn."""
        return "dropout" in self.net.helpers or self.training.shuffle

    def _imports(self) -> tuple[list[str], list[str]]:
        """What is imported: of Python's own library, and of others."""
        standard = ["import hashlib"] if self._random() else []
        standard += ["import math"] if "math." in SCHEDULES[self.training.schedule.name].torch else []
        others = ["import torch", "import torch.nn.functional as F", "from torch import nn"]
        return standard, [*(["import numpy as np"] if self._random() else []), *others]

    def _helpers(self) -> list[str]:
        found = [PHILOX] if self._random() else []
        found += [DROPOUT] if "dropout" in self.net.helpers else []
        found += [MISTAKE] if "mistake" in self.net.helpers else []
        return found + ([NESTEROV] if self.optimizer.looks_ahead else [])

    # the loss ------------------------------------------------------------------------------------

    def _ignores(self) -> bool:
        """Whether targets are ignored by their class index alone, which PyTorch does itself."""
        return self.checked.mask is not None and self.checked.table.mask is None

    def targets(self, table: Table) -> tuple[Array, bool]:
        """The targets of a table as a script has them, and whether they are class indices."""
        output = self.experiment.network.outputs()[0]
        targets = by_position(table.targets, output.positions)
        targets = targets if output.grid else targets[..., 0, :]
        if not self.loss.over_samples:
            return targets, False
        if targets.shape[-1] == 1 and output.units > 1:
            return targets[..., 0].astype(int), True
        one_hot = np.isin(targets, (0, 1)).all() and (targets.sum(axis=-1) == 1).all() and not self.masked
        return (targets.argmax(axis=-1), True) if one_hot else (targets, False)

    def mean(self) -> bool:
        """Whether the loss is a mean, not a sum."""
        return bool(complete(self.loss.settings, self.experiment.loss.settings, "")[0]["reduction"] == "mean")

    def _criterion(self) -> list[str]:
        row = self.loss
        settings, _ = complete(row.settings, self.experiment.loss.settings, "")
        mean = self.mean()
        settings.pop("reduction")
        head = "def criterion(outputs, targets, mask):" if self.masked else "def criterion(outputs, targets):"
        lines = [head, f'    """{row.title}."""']
        if not row.targets:
            return [*lines, f"    return {self._output_alone(mean)}"]
        function = _known(row.functional, "loss", row.name)
        extra = "".join(f", {name}={settings[name]!r}" for name in ("delta", "label_smoothing") if settings.get(name))
        extra += f", ignore_index={settings['ignore_index']}" if self._ignores() else ""
        several = self.checked.targets.ndim == 3 or bool(self.experiment.network.outputs()[0].grid)
        classes_in_time = row.over_samples and several
        pair = "outputs.flatten(0, 1), targets.flatten(0, 1)" if classes_in_time else "outputs, targets"
        if not self.masked:
            if mean and self.checked.empty:  # PyTorch's own mean over no targets is NaN
                counted = f"(targets != {settings['ignore_index']}).sum().clamp(min=1)"
                return [*lines, f'    return {function}({pair}{extra}, reduction="sum") / {counted}']
            reduction = "" if mean else ', reduction="sum"'
            return [*lines, f"    return {function}({pair}{extra}{reduction})"]
        per = "" if row.over_samples else ".mean(-1)" if mean else ".sum(-1)"
        shaped = ".view(mask.shape)" if classes_in_time else ""
        return [*lines, f'    losses = {function}({pair}{extra}, reduction="none"){shaped}{per}',
                f"    return (losses * mask).sum(){self._count() if mean else ''}"]  # fmt: skip

    def _output_alone(self, mean: bool) -> str:
        """The loss of a network whose output is the loss."""
        reduced = "mean" if mean else "sum"
        if not self.masked:
            return f"outputs.{reduced}()"
        return f"(outputs.{reduced}(-1) * mask).sum(){self._count() if mean else ''}"

    def _count(self) -> str:
        """The division by the targets that count, where there may be none by 1."""
        return " / mask.sum().clamp(min=1)" if self.checked.empty else " / mask.sum()"

    # the optimizer -------------------------------------------------------------------------------

    def _optimizer(self) -> list[str]:
        values = dict(self.checked.optimizer)
        settings: list[str] = [f"lr={values.pop('learning_rate')!r}"]
        if "beta1" in values:
            settings.append(f"betas=({values.pop('beta1')!r}, {values.pop('beta2')!r})")
        settings += [f"{name}={value!r}" for name, value in values.items() if value or name == "weight_decay" and value != 0.0]
        if self.experiment.optimizer.name == "adamw" and not values.get("weight_decay"):
            settings.append("weight_decay=0.0")
        name = _known(self.optimizer.torch, "optimizer", self.optimizer.name)
        lines = ["def make_optimizer(model):"]
        parameters = "model.parameters()"
        for frozen in self.training.freeze:
            lines.append(f"    model.{self.net.names[frozen]}.requires_grad_(False)  # frozen")
            parameters = "[p for p in model.parameters() if p.requires_grad]"
        return [*lines, f"    return {name}({parameters}, {', '.join(settings)})", *self._schedule()]

    def _schedule(self) -> list[str]:
        choice, rate = self.training.schedule, self.checked.optimizer["learning_rate"]
        row = SCHEDULES[choice.name]
        if row.rule is None:
            return []
        at, _ = complete(row.settings, choice.settings, "")
        factor = _known(row.torch, "training.schedule", row.name).format(rate=rate, **at)
        return [
            "",
            "",
            "def rate_factor(step):",
            f'    """{row.title}: share of the learning rate in training step 0, 1, ..."""',
            f"    return {factor}",
        ]

    # the loop ------------------------------------------------------------------------------------

    def _train(self) -> list[str]:
        lines = [
            "def train(model, optimizer, steps):",
            '    """Yield the loss of each training step, computed before its update."""',
        ]
        if self.training.schedule.name != "constant":
            lines.append("    scheduler = torch.optim.lr_scheduler.LambdaLR(optimizer, rate_factor)")
        if self.cut:
            lines.append("    states = None")
        lines.append("    for step in range(steps):")
        if "dropout" in self.net.helpers:
            lines.append("        Dropout.step = step")
        lines += [f"        {line}" for line in (*self._batch(), *self._gradient(), *self._step())]
        if self.training.schedule.name != "constant":
            lines.append("        scheduler.step()")
        return [*lines, "        yield loss.item()"]

    def _batch(self) -> list[str]:
        """What the step sees."""
        names = ["inputs", "targets", *(["mask"] if self.masked else [])]
        step = "step"
        lines = []
        if self.cut:
            k1 = self.training.truncate["k1"]  # type: ignore[index]
            lines.append(
                f"whole, part = divmod(step, {self.checked.table.length // k1})  # the sequence in pieces of {k1} time steps"
            )
            step = "whole"
        if self.batches.constant:
            return lines
        each = self.batches.per_epoch
        lines.append(f"epoch, number = divmod({step}, {each})")
        order = f'random_words(SEED, "shuffle", epoch).random_raw({self.batches.samples}).argsort(kind="stable")'
        first = f"{self.batches.size} * number : {self.batches.size} * (number + 1)"
        if self.training.shuffle:
            return [*lines, f"chosen = {order}[{first}]", *(f"{name} = {name.upper()}[chosen]" for name in names)]
        return [*lines, *(f"{name} = {name.upper()}[{first}]" for name in names)]

    def _gradient(self) -> list[str]:
        lines = ["optimizer.look_ahead()"] if self.optimizer.looks_ahead else []
        if self.training.zero_grad:
            lines.insert(0, "optimizer.zero_grad()")
        else:
            lines.insert(0, "# No zero_grad(): a deliberate mistake: gradients add up from step to step.")
        inputs, targets, mask = (name.upper() if self.batches.constant else name for name in ("inputs", "targets", "mask"))
        mask = f", {mask}" if self.masked else ""
        if self.cut:
            lines += self._window(inputs, targets, mask)
        else:
            lines += [f"outputs = model({inputs})", f"loss = criterion(outputs, {targets}{mask})"]
        return [*lines, "loss.backward()"]

    def _window(self, inputs: str, targets: str, mask: str) -> list[str]:
        """Truncated backpropagation through time: gradients end where the window begins."""
        k1, k2 = self.training.truncate["k1"], min(self.training.truncate["k2"], self.checked.table.length)  # type: ignore[index]
        back, rows = max(0, k2 - k1), f"[:, begin : begin + {k1}]"
        lines = [f"begin = {k1} * part"]
        if back:
            lines += [
                f"start = max(0, begin - {back})  # {back} time steps that were seen before",
                f"outputs, history = model({inputs}[:, start : begin + {k1}], states)",
                f"loss = criterion(outputs[:, begin - start :], {targets}{rows}{f'{mask}{rows}' if mask else ''})",
                f"after = begin + {k1} - {back}  # where the next window starts",
                "states = tuple(state.detach() for state in history[after - start - 1])"
                f" if after > 0 and part < {self.checked.table.length // k1 - 1} else None",
            ]
            return lines
        return [
            *lines, f"outputs, history = model({inputs}{rows}, states if part else None)",
            f"loss = criterion(outputs, {targets}{rows}{f'{mask}{rows}' if mask else ''})",
            "states = tuple(state.detach() for state in history[-1])",
        ]  # fmt: skip

    def _step(self) -> list[str]:
        training, lines = self.training, []
        changed = training.l1 or training.clip or training.wrong_sign
        if changed and not training.zero_grad:
            lines.append("plain = [None if p.grad is None else p.grad.clone() for p in model.parameters()]")
        if training.l1:
            lines += ["for p in model.parameters():", "    if p.grad is not None and p.dim() > 1:",
                      f"        p.grad += {training.l1!r} * p.detach().sign()"]  # fmt: skip
        clip = training.clip or {}
        if "norm" in clip:
            lines.append(f"nn.utils.clip_grad_norm_(model.parameters(), {clip['norm']!r})")
        if "value" in clip:
            lines.append(f"nn.utils.clip_grad_value_(model.parameters(), {clip['value']!r})")
        if training.wrong_sign:
            lines += ["for p in model.parameters():  # a deliberate mistake: up the gradient", "    if p.grad is not None:",
                      "        p.grad.neg_()"]  # fmt: skip
        lines.append("optimizer.step()")
        if changed and not training.zero_grad:
            lines += ["for p, gradient in zip(model.parameters(), plain):", "    p.grad = gradient"]
        return lines

    # numbers -------------------------------------------------------------------------------------

    def _data(self) -> str:
        samples = self.checked.table.samples
        counted = f"{samples} sample" if samples == 1 else f"{samples} samples"
        words = [f"\n# The data: {counted}.", *(_tensor(name.upper(), array) for name, array in self.arrays().items())]
        values = {name: value.tolist() for name, value in self.parameters().items()}
        words.append(f"\n# Starting values.\nPARAMETERS = {_pretty(values)}\n")
        return "\n".join(words)

    def arrays(self) -> dict[str, Array]:
        """The samples as a script has them: inputs, targets, and the mask if there is one."""
        found = {"inputs": self.checked.table.inputs, "targets": self.targets(self.checked.table)[0]}
        if self.masked:
            assert self.checked.mask is not None
            found["mask"] = self.checked.mask if self.experiment.network.outputs()[0].grid else self.checked.mask[..., 0]
        return found

    def parameters(self) -> dict[str, Array]:
        """Starting values and given running statistics, by PyTorch's names."""
        shapes = legal_shapes(self.experiment.network, self.training.no_bias)
        found = {self.net.names[name]: value.reshape(shapes[name][0]) for name, value in initial_parameters(self.experiment).items()
                 if name in self.net.names}  # fmt: skip
        given = self.experiment.parameters
        return found | {self.net.names[name]: np.array(given[name], float) for name in self.net.statistics if name in given}

    def _state(self) -> str:
        """The starting values as the model's `load_state_dict` takes them."""
        return "{name: torch.tensor(value) for name, value in PARAMETERS.items()}"

    def _main(self) -> str:
        strict = ", strict=False" if self.net.statistics or any(w.mask is not None for w in self.experiment.network.wires) else ""
        return "\n".join([
            "", "def start():", '    """The model with its starting values, and its optimizer."""', "    model = Net()",
            f"    model.load_state_dict({self._state()}{strict})",
            "    return model, make_optimizer(model)", "", "",
            'if __name__ == "__main__":', "    model, optimizer = start()",
            "    for step, loss in enumerate(train(model, optimizer, 1000), 1):", "        if step == 1 or step % 100 == 0:",
            '            print(f"step {step:5d}   loss {loss:.10g}")', "",
        ])  # fmt: skip


def _known(words: str, where: str, name: str) -> str:
    """What PyTorch calls a row of the library; ExperimentError if it has no such thing."""
    if not words:
        raise refuse(where, text("{name} cannot be written in PyTorch."), text("Write a NumPy script instead."), name=name)
    return words


def _tensor(name: str, values: Array) -> str:
    return f"{name} = torch.tensor({_pretty(values.tolist())})"


def _pretty(values: Any) -> str:
    return pprint.pformat(values, width=120, compact=True, sort_dicts=False)
