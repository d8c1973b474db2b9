"""How a script says how good the trained network is: on the held-out samples, as the program does."""

from __future__ import annotations

from dataclasses import dataclass

from engine.insight.moment.held_out import MOST
from engine.interchange.models.torch_losses import LossText
from engine.library.rule import Array

HELD = "held_out_"


@dataclass(frozen=True)
class Evaluation:
    """The evaluation of a network with these losses, whose model returns `outputs`, in time `windows` with a history besides.

    A summed loss is given for `samples` samples, as many as are trained on at once.
    """

    losses: list[LossText]
    outputs: str
    windows: bool
    samples: int

    @property
    def possible(self) -> bool:
        """Whether all losses have targets to compare with."""
        return all(loss.row.targets for loss in self.losses)

    def held_out(self) -> dict[str, Array]:
        """Inputs, targets and masks of the samples that are held out; of many the first, as the program has them."""
        held = self.losses[0].goal.table.held_out
        if held is None or not self.possible:
            return {}
        rows = {"inputs": held.inputs, **{name: array for loss in self.losses for name, array in loss.held_out().items()}}
        return {HELD + name: array[:MOST] for name, array in rows.items()}

    def lines(self) -> list[str]:
        """The function."""
        names = [name for loss in self.losses for name in loss.names]
        right = self.losses[0].right(self.outputs.strip("()").partition(",")[0])
        calls = (f"{loss.call(f'outputs{loss.ending}', list(loss.names))}{self._for_samples(loss)}" for loss in self.losses)
        words = "The loss of these samples and the share told right" if right else "The loss of these samples"
        whole = f"{self.outputs}, _ = model(inputs, None)" if self.windows else f"{self.outputs.strip('()')} = model(inputs)"
        return [
            "", f"def evaluate(model, inputs, {', '.join(names)}):",
            f'    """{words}: whole, nothing dropped, with running statistics."""',
            "    model.eval()", "    with torch.no_grad():", f"        {whole}", f"        loss = {' + '.join(calls)}",
            *([f"        right = ({right}).double().mean()"] if right else []),
            "    model.train()", f"    return loss.item(){', right.item()' if right else ''}", "",
        ]  # fmt: skip

    def _for_samples(self, loss: LossText) -> str:
        return "" if loss.mean else f" * {self.samples} / len(inputs)"

    def told(self, held_out: bool) -> list[str]:
        """What follows the last step: how good the network is, on held-out samples or else on those it was trained on."""
        names = ["inputs", *(name for loss in self.losses for name in loss.names)]
        rows = [(HELD + name).upper() if held_out else f"{name.upper()}[:{MOST}]" for name in names]
        call, words = f"evaluate(model, {', '.join(rows)})", "held out" if held_out else "training samples"
        if not self.losses[0].right("outputs"):
            return [f'    print(f"{words}: loss {{{call}:.6g}}")']
        return [f"    loss, right = {call}", f'    print(f"{words}: loss {{loss:.6g}}, right {{right:.1%}}")']
