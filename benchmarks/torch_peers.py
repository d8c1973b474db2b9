"""The same training steps in PyTorch: plain, and with hooks that record every activation and gradient."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import torch

from engine import Debugger, Experiment
from engine.interchange.models.pytorch_script import pytorch_script

LOSS = {"bce": torch.nn.BCELoss, "mse": torch.nn.MSELoss, "cross_entropy": torch.nn.CrossEntropyLoss}


class Model(torch.nn.Module):
    """A chain of Linear layers, or a recurrent cell with a Linear read-out."""

    def __init__(self, experiment: Experiment, start: dict[str, np.ndarray], dtype: torch.dtype) -> None:
        super().__init__()
        nodes = experiment.network.nodes
        self.recurrent = nodes[1].type in ("rnn", "lstm", "gru")
        if self.recurrent:
            kind = {"rnn": torch.nn.RNN, "lstm": torch.nn.LSTM, "gru": torch.nn.GRU}[nodes[1].type]
            self.cell = kind(nodes[0].units, nodes[1].units, dtype=dtype)
            self.out = torch.nn.Linear(nodes[1].units, nodes[2].units, dtype=dtype)
            self._load(self.cell, {f"{name}_l0": f"h.{name}" for name in ("weight_ih", "weight_hh", "bias_ih", "bias_hh")}, start)
            self._load(self.out, {"weight": "h->y.weight", "bias": "y.bias"}, start)
            return
        layers: list[torch.nn.Module] = []
        for before, node in zip(nodes, nodes[1:], strict=False):
            linear = torch.nn.Linear(before.units, node.units, dtype=dtype)
            self._load(linear, {"weight": f"{before.id}->{node.id}.weight", "bias": f"{node.id}.bias"}, start)
            layers.append(linear)
            if node.activation.name != "identity":
                layers.append({"tanh": torch.nn.Tanh, "sigmoid": torch.nn.Sigmoid}[node.activation.name]())
        self.layers = torch.nn.Sequential(*layers)

    @staticmethod
    def _load(module: torch.nn.Module, names: dict[str, str], start: dict[str, np.ndarray]) -> None:
        with torch.no_grad():
            for theirs, ours in names.items():
                getattr(module, theirs).copy_(torch.tensor(start[ours]))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.recurrent:
            return self.out(self.cell(x)[0])
        return self.layers(x)


def peer(experiment: Experiment, dtype: str, hooks: bool, compiled: bool = False) -> Callable[[int], float]:
    """A function that makes so many training steps and returns the last loss."""
    kind = {"f64": torch.float64, "f32": torch.float32}[dtype]
    if any(node.grid for node in experiment.network.nodes):
        model, loss_of, optimizer = _written(experiment, kind)
        return _steps(model, optimizer, hooks, torch.compile(loss_of) if compiled else loss_of)
    debugger = Debugger(experiment)
    model: Any = Model(experiment, debugger.parameters(), kind)
    settings = experiment.data.settings
    x, t = torch.tensor(settings["inputs"], dtype=kind), torch.tensor(settings["targets"], dtype=kind)
    if model.recurrent:
        x, t = x.transpose(0, 1).contiguous(), t.transpose(0, 1).argmax(-1).reshape(-1)
        loss_of: Any = lambda y: torch.nn.functional.cross_entropy(y.reshape(len(t), -1), t)  # noqa: E731
    else:
        module = LOSS[experiment.loss.name]()
        loss_of = lambda y: module(y, t)  # noqa: E731
    rate = experiment.optimizer.settings["learning_rate"]
    optimizer = (
        torch.optim.SGD(model.parameters(), lr=rate)
        if experiment.optimizer.name == "sgd"
        else torch.optim.Adam(model.parameters(), lr=rate)
    )
    return _steps(model, optimizer, hooks, torch.compile(lambda: loss_of(model(x))) if compiled else lambda: loss_of(model(x)))


def _written(experiment: Experiment, kind: torch.dtype) -> tuple[Any, Callable[[], Any], Any]:
    """What we export: modules of torch.nn, as one would write them."""
    space: dict[str, Any] = {"__name__": "script"}
    exec(compile(pytorch_script(experiment), "script", "exec"), space)  # noqa: S102
    model, optimizer = space["start"]()
    torch.set_default_dtype(torch.float32)
    model, x = model.to(kind), space["INPUTS"].to(kind)
    return model, lambda: space["criterion"](model(x), space["TARGETS"]), optimizer


def _steps(model: Any, optimizer: Any, hooks: bool, run: Callable[[], Any]) -> Callable[[int], float]:
    record: list[torch.Tensor] = []
    if hooks:
        _attach(model, record)

    def steps(count: int) -> float:
        loss = None
        for _ in range(count):
            record.clear()
            optimizer.zero_grad(set_to_none=True)
            loss = run()
            loss.backward()
            optimizer.step()
            if hooks:
                record.extend(parameter.grad.clone() for parameter in model.parameters())
        return float(loss.detach()) if loss is not None else 0.0

    return steps


def _attach(model: Model, record: list[torch.Tensor]) -> None:
    """Record outputs and their gradients of every module, as an engineer would."""

    def keep(value: Any) -> None:
        for tensor in value if isinstance(value, tuple) else (value,):
            if isinstance(tensor, torch.Tensor):
                record.append(tensor.detach().clone())

    for module in model.modules():
        if not list(module.children()):
            module.register_forward_hook(lambda m, i, o: keep(o))
            module.register_full_backward_hook(lambda m, gi, go: keep(go))
