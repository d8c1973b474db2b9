"""A NumPy script of a training step, line by line: forward, loss, backward and update written out, without an autograd library.

The lines are the calls that the engine itself makes, followed one by one and written as plain expressions.
"""

from __future__ import annotations

import pprint
import re
from typing import Any

import numpy as np

from engine.insight.moment.symbols import symbol
from engine.interchange.documents.strict_json import refuse
from engine.interchange.models.names import python_name
from engine.interchange.models.numpy_helpers import WRITTEN, settings_text
from engine.interchange.models.pytorch_script import described
from engine.interchange.models.torch_helpers import PHILOX
from engine.library.normal import normal_cdf
from engine.library.rule import Array, Call, maximum, minimum
from engine.model.experiment import Experiment
from engine.model.network import Network
from engine.model.problem import text
from engine.program.lower import lower
from engine.program.program import Instr, Program

MOST_LINES = 5000
NORMAL_CDF = """normal_cdf = np.vectorize(lambda x: 0.5 * math.erfc(-x * 0.5**0.5))"""
SIGNS = {np.add: "+", np.subtract: "-", np.multiply: "*", np.divide: "/", np.equal: "=="}
TAKEN = frozenset(
    [
        "np",
        "train",
        "step",
        "steps",
        "chosen",
        "epoch",
        "number",
        "order",
        "hashlib",
        "math",
        "normal_cdf",
        "random_words",
        "PARAMETERS",
        "range",
        "float",
        "int",
        "print",
    ]
)


def numpy_script(experiment: Experiment) -> str:
    """The text of a script that prints our losses; ExperimentError where a step is too long to read, or has moving windows or
    dropout."""
    program = lower(experiment)
    if program.noise or program.batches.chunks > 1:
        raise refuse(
            "training",
            text("dropout and truncation cannot be written as a line-by-line NumPy script."),
            text("Write a PyTorch script instead."),
        )
    own = _Lines(program, experiment.network)
    lines = own.body()
    if len(lines) > MOST_LINES:
        raise refuse(
            "network",
            text("a training step has {count} lines, too many to read."),
            text("Use fewer layers or time steps, or a PyTorch script."),
            count=len(lines),
        )
    return _assembled(experiment, own, lines)


class _Lines:
    """Follows the calls of every instruction over arrays of its own, and writes each as an expression."""

    def __init__(self, program: Program, network: Network) -> None:
        self.program, self._network = program, network
        self.arrays = [np.zeros(slot.shape) for slot in program.slots]
        self.names: dict[int, str] = {}
        taken = set(TAKEN)
        for slot, array in zip(program.slots, self.arrays, strict=True):
            self.names[id(array)] = _identifier(slot.name, taken)
        self._kept: list[Array] = []
        self._made: set[str] = set()
        self._temporary = 0
        self.helpers: dict[str, None] = {}
        self.tables: dict[Any, str] = {}
        for index, value in program.initial.items():
            self.arrays[index][...] = value
        given = {*program.initial, *(feed.slot for feed in program.feeds), program.step_slot}
        self._made |= {self.names[id(self.arrays[slot])] for slot in given}

    def name(self, slot: int) -> str:
        """The name of a slot in the script."""
        return self.names[id(self.arrays[slot])]

    def body(self) -> list[str]:
        """All lines of a step, each group under the formula that it computes."""
        lines: list[str] = []
        for pc, instr in enumerate(self.program.code):
            if not pc or self.program.phase_at(pc) != self.program.phase_at(pc - 1):
                lines += ["", f"# {self.program.phase_at(pc).upper()}"]
            names = {need: str(symbol(self.program, slot)) for need, slot in zip(instr.rule.needs, instr.ins, strict=True)}
            settings = {name: f"{value:g}" if isinstance(value, float) else value for name, value in instr.settings.items()}
            lines.append(
                f"# {self._block(instr.out)}{symbol(self.program, instr.out)} = {instr.rule.formula.format(**names, **settings)}"
            )
            out, operands = self.arrays[instr.out], [self.arrays[slot] for slot in instr.ins]
            if instr.rule.key in WRITTEN:
                lines.append(self._written(instr))
                continue
            calls = instr.rule.bind(out, *operands, **instr.settings)
            for call in calls:
                lines += self._line(call, instr.rule.name)
            if not calls:  # the gradient of the loss with respect to itself, which the arena holds from the start
                lines.append(f"{self.name(instr.out)} = {'1.0' if out.ndim == 0 else f'np.ones({out.shape})'}")
        lines += ["", "# The new values are the old ones of the next step."]
        lines += [f"{self.name(old)} = {self.name(new)}" for old, new in self.program.carried]
        return lines

    def _block(self, slot: int) -> str:
        """The name of the block in which a value is computed, before a formula; "" outside of blocks."""
        found = self._network.block_of(self.program.slots[slot].node)
        return f"{found.name}: " if found else ""

    def _written(self, instr: Instr) -> str:
        """A rule that is written as a whole."""
        form = WRITTEN[instr.rule.key]
        self.helpers |= dict.fromkeys(form.helpers)
        settings, window = settings_text(instr.settings)
        operands = dict(zip(instr.rule.needs, (self.name(slot) for slot in instr.ins), strict=True))
        if window is not None:
            settings = {**settings, "table": self.tables.setdefault(window, f"WINDOWS_{len(self.tables) + 1}")}
        self._made.add(self.name(instr.out))
        return f"{self.name(instr.out)} = {form.expression.format(**operands, **settings)}"

    # one call ------------------------------------------------------------------------------------

    def _line(self, call: Call, rule: str) -> list[str]:
        function, arguments = call
        name, owner = getattr(function, "__name__", ""), getattr(function, "__self__", np.zeros(()))
        if function is np.copyto:
            return self._assign(arguments[0], self._said(arguments[1]), copy=True)
        if name == "fill":
            return self._assign(owner, f"np.full({owner.shape}, {arguments[0]!r})")
        if name == "dot" and isinstance(owner, np.ndarray):
            return self._assign(arguments[1], f"{self._said(owner)} @ {self._said(arguments[0])}")
        if name == "reduce" and isinstance(owner, np.ufunc):
            x, axis, _, out, *keep = arguments
            kept = ", keepdims=True" if keep and keep[0] else ""
            return self._assign(out, f"np.{owner.__name__}.reduce({self._said(x)}, axis={axis}{kept})")
        if function is normal_cdf:
            return self._assign(arguments[1], f"normal_cdf({self._said(arguments[0])})")
        if name == "put_back":
            out, g, x = arguments
            target = self._said(out)
            return [f"{target} = np.zeros({out.shape})", f"np.add.at({target}, {self._said(x)}[0].astype(int), {self._said(g)}.T)"]
        return self._elementwise(function, arguments, rule)

    def _elementwise(self, function: Any, arguments: tuple[Any, ...], rule: str) -> list[str]:
        *operands, out = arguments
        if function in SIGNS:
            return self._assign(out, f"{self._said(operands[0])} {SIGNS[function]} {self._said(operands[1])}")
        if function is np.negative:
            return self._assign(out, f"-{self._said(operands[0])}")
        if function is np.reciprocal:
            return self._assign(out, f"1 / {self._said(operands[0])}")
        plain = {maximum: "maximum", minimum: "minimum"}.get(function, getattr(function, "__name__", ""))
        if not plain or not hasattr(np, plain):
            raise refuse(
                "network",
                text("the operation {rule} cannot be written in NumPy."),
                text("Write a PyTorch script instead."),
                rule=rule,
            )
        return self._assign(out, f"np.{plain}({', '.join(map(self._said, operands))})")

    def _assign(self, out: Array, value: str, copy: bool = False) -> list[str]:
        root = _root(out)
        if root.shape == out.shape and root.strides == out.strides:
            target = self._name_of(root)
            self._made.add(target)
            if not copy:
                return [f"{target} = {value}"]
            whole = "[" not in value and "reshape" not in value
            return [f"{target} = np.copy({value})" if whole else f"{target} = np.array(np.broadcast_to({value}, {out.shape}))"]
        before = []
        if (name := self._name_of(root)) not in self._made:
            self._made.add(name)
            before = [f"{name} = np.empty({root.shape})"]
        return [*before, f"{self._said(out)}[...] = {value}"]

    # values --------------------------------------------------------------------------------------

    def _name_of(self, root: Array) -> str:
        if id(root) not in self.names:
            self._temporary += 1
            self._kept.append(root)  # its id must stay its own
            self.names[id(root)] = f"t{self._temporary}"
        return self.names[id(root)]

    def _said(self, value: Any) -> str:
        """An operand as an expression: a name, a part of one, or a constant."""
        if not isinstance(value, np.ndarray):
            return repr(value)
        root = _root(value)
        known = self.names.get(id(root))
        if known is None:
            return _constant(value)
        if value.shape == root.shape and value.strides == root.strides:
            return known
        return _part(known, root, value)


def _root(array: Array) -> Array:
    while isinstance(array.base, np.ndarray):
        array = array.base
    return array


def _constant(value: Array) -> str:
    if value.ndim == 0:
        return repr(float(value))
    if (value == 1).all():
        return f"np.ones({value.shape})"
    return f"np.array({value.tolist()})"


def _part(name: str, root: Array, part: Array) -> str:
    """A view of a named array: transposed, flattened, with a new axis, or some of its rows."""
    start = part.__array_interface__["data"][0] - root.__array_interface__["data"][0]
    if part.size == root.size and start == 0:
        if part.ndim == 2 and root.ndim == 2 and part.shape == root.shape[::-1] and part.strides == root.strides[::-1]:
            return f"{name}.T"
        if root.flags.c_contiguous and part.flags.c_contiguous:
            return f"np.reshape({name}, {part.shape})"
        if root.flags.c_contiguous and part.T.flags.c_contiguous:
            return f"np.reshape({name}, {part.shape[::-1]}).T"
    row = root.strides[0] if root.ndim else 1
    if part.ndim == root.ndim and part.strides == root.strides and part.shape[1:] == root.shape[1:] and start % row == 0:
        return f"{name}[{start // row}:{start // row + part.shape[0]}]"
    if part.ndim == root.ndim - 1 and part.shape == root.shape[1:] and start % row == 0:
        return f"{name}[{start // row}]"
    if part.flags.c_contiguous and part.size == root[0].size and start % row == 0:
        return f"np.reshape({name}[{start // row}], {part.shape})"
    raise refuse("network", text("part of {name} cannot be written in NumPy."), text("Write a PyTorch script instead."), name=name)


SPELLED = {
    "∂L/∂": "d_",
    "->": "_to_",
    "~>": "_back_to_",
    "′": "_slope",
    "‖": "norm_",
    "²": "2",
    "−": "minus",
    "…": "to",
    "x̂": "x_hat",
    "m̂": "m_hat",
    "v̂": "v_hat",
    "σ": "sigma",
    "Σ": "sum",
    "μ": "mu",
}


def _identifier(name: str, taken: set[str]) -> str:
    for sign, words in SPELLED.items():
        name = name.replace(sign, words)
    name = name.strip(" _.[]")
    return python_name(f"v_{name}" if re.fullmatch(r"t\d+", name) else name, taken)  # t1, t2 … are the script's own


# the script --------------------------------------------------------------------------------------


def _assembled(experiment: Experiment, own: _Lines, lines: list[str]) -> str:
    program = own.program
    shuffled = program.batches.shuffle
    bell = any("normal_cdf(" in line for line in lines)
    imports = [f"import {name}" for name, needed in (("hashlib", shuffled), ("math", bell)) if needed]
    head = [f'"""{described(experiment)}"""', "", *imports, *([""] if imports else []), "import numpy as np", ""]
    helpers = [PHILOX, f"SEED = {experiment.seed}"] if shuffled else []
    helpers += [NORMAL_CDF] if bell else []
    helpers += own.helpers
    tables = [f"{name} = windows{made}" for made, name in own.tables.items()]
    helpers += ["", "# What the kernels read.", *tables] if tables else []
    feeds = [f"{own.name(feed.slot).upper()} = np.array({_pretty(feed.array[0].tolist())})" for feed in program.feeds]
    starts = [
        f"    {own.name(slot)} = np.array({_pretty(np.asarray(value).tolist())})"
        for slot, value in program.initial.items()
        if slot != program.step_slot
    ]
    batch = _batch(program, own)
    loss = own.name(program.loss)
    return "\n".join(
        [
            *head,
            *helpers,
            "",
            "# The data: one column for each sample.",
            *feeds,
            "",
            "",
            "def train(steps):",
            '    """Yield the loss of each training step, computed before its update."""',
            *starts,
            "    for step in range(steps):",
            *batch,
            *(f"        {line}" if line else "" for line in lines),
            f"        yield float({loss})",
            "",
            "",
            'if __name__ == "__main__":',
            "    for step, loss in enumerate(train(1000), 1):",
            "        if step == 1 or step % 100 == 0:",
            '            print(f"step {step:5d}   loss {loss:.10g}")',
            "",
        ]
    )


def _batch(program: Program, own: _Lines) -> list[str]:
    """What a training step sees."""
    shuffled = program.batches.shuffle
    count, size = program.batches.samples, program.batches.size
    batch = []
    if not program.batches.constant:
        batch = [f"        epoch, number = divmod(step, {program.batches.per_epoch})"]
        order = (
            f'random_words(SEED, "shuffle", epoch).random_raw({count}).argsort(kind="stable")'
            if shuffled
            else f"np.arange({count})"
        )
        batch.append(f"        chosen = {order}[{size} * number : {size} * (number + 1)]")
    pick = "" if program.batches.constant else "[:, chosen]"
    for feed in program.feeds:
        shape = program.slots[feed.slot].shape
        shaped = "" if shape == (feed.array.shape[1], size) else f".reshape({shape})"
        batch.append(f"        {own.name(feed.slot)} = {own.name(feed.slot).upper()}{pick}{shaped}")
    counted = any(program.step_slot in instr.ins for instr in program.code)
    return batch + ([f"        {own.name(program.step_slot)} = step + 1.0"] if counted else [])


def _pretty(value: Any) -> str:
    return pprint.pformat(value, width=110, compact=True)
