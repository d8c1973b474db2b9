"""A PyTorch script with the same network, data, loss and updates: it prints the numbers that the program shows."""

from __future__ import annotations

import pprint
from dataclasses import dataclass
from typing import Any

import numpy as np

from engine.interchange.models.names import python_name
from engine.interchange.models.torch_evaluation import Evaluation
from engine.interchange.models.torch_helpers import DROPOUT, MISTAKE, NESTEROV, PHILOX
from engine.interchange.models.torch_losses import LossText, known
from engine.interchange.models.torch_network import NetworkText
from engine.library.drawing import legal_shapes
from engine.library.optimizers import OPTIMIZERS
from engine.library.rule import Array
from engine.library.schedules import SCHEDULES
from engine.model.experiment import Experiment
from engine.model.problem import ExperimentError, Problem, text
from engine.model.setting import complete
from engine.program.check import Checked, check
from engine.program.lower import initial_parameters, mistakes
from engine.program.program import Batches

MOST_NUMBERS = 1_000_000


def pytorch_script(experiment: Experiment) -> str:
    """The text of a script that trains the same network; ExperimentError if it cannot run or has too many numbers."""
    checked = check(experiment)
    script = Script(checked)
    numbers = sum(array.size for array in (*script.arrays().values(), *script.evaluation.held_out().values()))
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
    return script.text()


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
        self.optimizer = OPTIMIZERS[self.experiment.optimizer.name]
        self.losses = self._losses()
        self.evaluation = Evaluation(self.losses, self._outputs(), bool(self.cut), self.batches.size)

    def text(self) -> str:
        """The whole script."""
        parts = [
            self._head(),
            *self._helpers(),
            "\n".join(["", *self.net.lines(), ""]),
            "\n".join(["", *self._criteria(), ""]),
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

    # the losses ----------------------------------------------------------------------------------

    @property
    def loss(self) -> LossText:
        """That of the main output."""
        return self.losses[0]

    def _losses(self) -> list[LossText]:
        """All losses; arrays are named in capitals, so endings differ by more than those."""
        goals, taken = self.checked.goals, set[str]()
        if len(goals) == 1:
            return [LossText(goals[0])]
        return [LossText(goal, f"_{python_name(self.net.ident(goal.node.id).lower(), taken)}") for goal in goals]

    def _criteria(self) -> list[str]:
        """The functions of all losses."""
        first, *others = (loss.lines() for loss in self.losses)
        return [*first, *(line for lines in others for line in ("", "", *lines))]

    def _lost(self, outputs: str, data: str) -> str:
        """The sum of the losses; the two say how outputs and arrays of the data are cut."""
        given = [[self._data_name(name) + data for name in loss.names] for loss in self.losses]
        calls = [loss.call(f"outputs{loss.ending}{outputs}", arrays) for loss, arrays in zip(self.losses, given, strict=True)]
        return " + ".join(calls)

    def _outputs(self) -> str:
        """What the model returns, as the names of a tuple."""
        names = [f"outputs{loss.ending}" for loss in self.losses]
        return names[0] if len(names) == 1 else f"({', '.join(names)})"

    def _data_name(self, name: str) -> str:
        """The variable that holds an array of the data for the step."""
        return name.upper() if self.batches.constant else name

    # the optimizer -------------------------------------------------------------------------------

    def _optimizer(self) -> list[str]:
        values = dict(self.checked.optimizer)
        settings: list[str] = [f"lr={values.pop('learning_rate')!r}"]
        if "beta1" in values:
            settings.append(f"betas=({values.pop('beta1')!r}, {values.pop('beta2')!r})")
        settings += [f"{name}={value!r}" for name, value in values.items() if value or name == "weight_decay" and value != 0.0]
        if self.experiment.optimizer.name == "adamw" and not values.get("weight_decay"):
            settings.append("weight_decay=0.0")
        name = known(self.optimizer.torch, "optimizer", self.optimizer.name)
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
        factor = known(row.torch, "training.schedule", row.name).format(rate=rate, **at)
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
        names = ["inputs", *(name for loss in self.losses for name in loss.names)]
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
        inputs = self._data_name("inputs")
        if self.cut:
            lines += self._window(inputs)
        else:
            outputs = self._outputs().strip("()")
            lines += [f"{outputs} = model({inputs})", f"loss = {self._lost('', '')}"]
        return [*lines, "loss.backward()"]

    def _window(self, inputs: str) -> list[str]:
        """Truncated backpropagation through time: gradients end where the window begins."""
        k1, k2 = self.training.truncate["k1"], min(self.training.truncate["k2"], self.checked.table.length)  # type: ignore[index]
        back, rows = max(0, k2 - k1), f"[:, begin : begin + {k1}]"
        lines = [f"begin = {k1} * part"]
        if back:
            lines += [
                f"start = max(0, begin - {back})  # {back} time steps that were seen before",
                f"{self._outputs()}, history = model({inputs}[:, start : begin + {k1}], states)",
                f"loss = {self._lost('[:, begin - start :]', rows)}",
                f"after = begin + {k1} - {back}  # where the next window starts",
                "states = tuple(state.detach() for state in history[after - start - 1])"
                f" if after > 0 and part < {self.checked.table.length // k1 - 1} else None",
            ]
            return lines
        return [
            *lines, f"{self._outputs()}, history = model({inputs}{rows}, states if part else None)",
            f"loss = {self._lost('', rows)}",
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
        held = self.evaluation.held_out()
        if held:
            words += ["\n# Samples that are never trained on.", *(_tensor(name.upper(), array) for name, array in held.items())]
        values = {name: value.tolist() for name, value in self.parameters().items()}
        words.append(f"\n# Starting values.\nPARAMETERS = {_pretty(values)}\n")
        return "\n".join(words)

    def arrays(self) -> dict[str, Array]:
        """The samples as a script has them: inputs, and the targets of each loss with the mask if there is one."""
        return {"inputs": self.checked.table.inputs, **{name: rows for loss in self.losses for name, rows in loss.arrays().items()}}

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
            *(self.evaluation.lines() if self._evaluated() else []),
            "", "def start():", '    """The model with its starting values, and its optimizer."""', "    model = Net()",
            f"    model.load_state_dict({self._state()}{strict})",
            "    return model, make_optimizer(model)", "", "",
            'if __name__ == "__main__":', "    model, optimizer = start()",
            "    for step, loss in enumerate(train(model, optimizer, 1000), 1):", "        if step == 1 or step % 100 == 0:",
            '            print(f"step {step:5d}   loss {loss:.10g}")', *self._after(), "",
        ])  # fmt: skip

    def _evaluated(self) -> bool:
        """Whether the trained network is evaluated."""
        return bool(self.evaluation.held_out())

    def _after(self) -> list[str]:
        """What follows the last step."""
        return self.evaluation.told(True) if self._evaluated() else []


def _tensor(name: str, values: Array) -> str:
    return f"{name} = torch.tensor({_pretty(values.tolist())})"


def _pretty(values: Any) -> str:
    return pprint.pformat(values, width=120, compact=True, sort_dicts=False)
