"""A trial: a training run of somebody else's kind, with and without the recorder, and what is true of it."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import nn

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "resources" / "recorder")]

try:
    import torchvision  # noqa: F401
except ImportError:
    pass
except RuntimeError:  # built for another torch than ours it does not bring its operators, of which we use none
    LIBRARY = torch.library.Library("torchvision", "DEF")
    for operator in ("nms", "qnms"):
        LIBRARY.define(f"{operator}(Tensor dets, Tensor scores, float iou_threshold) -> Tensor")

Attach = Callable[..., Any]  # makes a recorder, or what stands for it in the bare run
Run = Callable[[Attach], list[float]]
Batch = Callable[[int], tuple[Any, torch.Tensor]]


class Bare:
    """In place of a recorder."""

    def loss(self, value: Any, *_: Any) -> Any:
        return value

    def held_out(self, value: Any) -> Any:
        return value

    def callback(self) -> None:
        return None

    def close(self) -> None:
        pass


@dataclass(frozen=True)
class Trial:
    """`truth` are the causes of which one must be told first; none for a healthy run. `place` must be part of the name of a layer
    that is told, `unseen` part of what is said to be not looked at; `notes` allows warnings of that kind in a healthy run."""

    name: str
    run: Run
    truth: tuple[str, ...] = ()
    place: str = ""
    unseen: str = ""
    options: dict[str, Any] | None = None
    packages: tuple[str, ...] = ()


TRIALS: list[Trial] = []


def trial(name: str, *truth: str, **more: Any) -> Callable[[Run], Run]:
    """Add a row."""

    def add(run: Run) -> Run:
        TRIALS.append(Trial(name, run, truth, **more))
        return run

    return add


def loop(attach: Attach, model: nn.Module, batch: Batch, criterion: Any = None,
         optimizer: Any = None, steps: int = 60, zero: str = "before", step: bool = True, parts: int = 1,
         function: Callable[[Any, torch.Tensor], torch.Tensor] | None = None, tell: str = "all",
         between: Callable[[], Any] | None = None, each: Callable[[int], Any] | None = None,
         clip: float = 0.0) -> list[float]:  # fmt: skip
    """A plain loop. With a `function` the loss is no module, and `tell` says what the recorder is given: all, loss or nothing."""
    optimizer = optimizer or torch.optim.SGD(model.parameters(), lr=0.05)
    recorder = attach(model, optimizer, criterion)
    losses = []
    for number in range(steps):
        if zero == "before":
            optimizer.zero_grad()
        total = 0.0
        for part in range(parts):
            x, y = batch(number * parts + part)
            outputs = model(**x) if isinstance(x, dict) else model(x)
            loss = function(outputs, y) if function else criterion(outputs, y)
            if function and tell != "nothing":
                loss = recorder.loss(loss, *((outputs, y) if tell == "all" else ()))
            (loss / parts).backward()
            total += float(loss) / parts
        losses.append(total)
        if clip:
            nn.utils.clip_grad_norm_(model.parameters(), clip)
        if zero == "between":
            optimizer.zero_grad()
        if between:
            between()
        if step:
            optimizer.step()
        if each:
            each(number)
    recorder.close()
    return losses


def generator(seed: int) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def images(classes: int = 10, size: int = 32, count: int = 16, scale: float = 1.0, shift: float = 0.0) -> Callable[[int], Any]:
    """Pictures with a bright bar whose place is the class."""

    def batch(number: int) -> tuple[torch.Tensor, torch.Tensor]:
        g = generator(number % 8)
        x, y = torch.randn(count, 3, size, size, generator=g) * 0.5, torch.randint(classes, (count,), generator=g)
        for row, label in enumerate(y):
            x[row, :, label * size // classes : (label + 1) * size // classes] += 2
        return x * scale + shift, y

    return batch


def regression(inputs: int = 8, count: int = 64, scale: float = 1.0, shift: float = 0.0) -> Callable[[int], Any]:
    def batch(number: int) -> tuple[torch.Tensor, torch.Tensor]:
        x = torch.randn(count, inputs, generator=generator(number % 8))
        return x, torch.sin(x.sum(1, keepdim=True)) * scale + shift

    return batch


def tokens(vocabulary: int = 50, length: int = 16, count: int = 8) -> Callable[[int], Any]:
    """Sequences that count upwards from anywhere: the next token is known."""

    def batch(number: int) -> tuple[torch.Tensor, torch.Tensor]:
        first = torch.randint(vocabulary, (count, 1), generator=generator(number % 8))
        x = (first + torch.arange(length)) % vocabulary
        return x, x

    return batch


def sequences(length: int = 20, width: int = 3, count: int = 16, back: int = 1) -> Callable[[int], Any]:
    """What stood `back` steps before the end is to be told."""

    def batch(number: int) -> tuple[torch.Tensor, torch.Tensor]:
        x = torch.randn(count, length, width, generator=generator(number % 8))
        return x, x[:, -back, :1].clone()

    return batch


def mlp(
    function: Any = nn.ReLU, depth: int = 4, width: int = 32, inputs: int = 8, outputs: int = 1, norm: Any = None
) -> nn.Sequential:
    layers: list[nn.Module] = []
    for place in range(depth - 1):
        layers += [nn.Linear(inputs if not place else width, width), *([norm(width)] if norm else []), function()]
    return nn.Sequential(*layers, nn.Linear(width, outputs))


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    with contextlib.redirect_stdout(sys.stderr):
        yield
