"""Can the tests fail? Plant one bug at a time in the rules of the engine and see that the suite finds it.

    make mutants
    python tools/mutants.py momentum    # only those whose name holds the word

Every bug is a small change of one line, from a copied sign to a factor of 1 + 1e-7. The tests run on a copy of
the project; a bug that survives makes the command fail.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TESTS = (
    "tests/engine/test_ops.py",
    "tests/engine/test_several_losses.py",
    "tests/engine/test_truncation.py",
    "tests/engine/test_seeds.py",
    "tests/oracle",
    "tests/engine/test_random_networks.py",
    "tests/engine/test_native.py",
    "tests/engine/test_unreached_positions.py",
)
ELSEWHERE = "tests/oracle/test_trainers.py"  # it is about recording and needs files that the copy does not have


@dataclass(frozen=True)
class Mutant:
    """What is wrong, in which file, and the change."""

    name: str
    file: str
    old: str
    new: str


OPS, NORM, ACT = "engine/library/ops.py", "engine/library/normalization.py", "engine/library/activations.py"
LOSS, SEQ, OPT = "engine/library/losses.py", "engine/library/sequence.py", "engine/library/optimizers.py"
CLIP, CELL, LOW, OBJ = (
    "engine/library/clipping.py",
    "engine/library/layers/recurrent.py",
    "engine/program/context.py",
    "engine/program/objective.py",
)
UPD = "engine/library/update_rules.py"
POS, WIN, ATT = "engine/library/positions.py", "engine/library/window.py", "engine/library/attention.py"
HEADS, SHARE, SLOPE = "engine/library/layers/attention.py", "engine/library/sharing.py", "engine/library/slopes.py"
AUTO, FWD, KERN, SCHED = (
    "engine/program/autodiff.py",
    "engine/library/layers/norm.py",
    "engine/runtime/execute/binding.py",
    "engine/library/schedules.py",
)
REACH, LOSSES, C, ROWS = (
    "engine/insight/flow/reach.py",
    "engine/insight/flow/by_loss.py",
    "engine/runtime/native/kernels.c",
    "engine/runtime/native/patterns.py",
)

MUTANTS = (
    Mutant("variance: nothing flows through it", NORM, "(np.multiply, (out, scalar(2 / x.shape[axis], out), out))]", "(np.multiply, (out, scalar(0.0, out), out))]"),
    Mutant("variance: a mean over n - 1", NORM, "scalar(2 / x.shape[axis], out)", "scalar(2 / max(1, x.shape[axis] - 1), out)"),
    Mutant("mean: the factor 1/n is lost", NORM, "[(np.copyto, (out, g)), (np.multiply, (out, scalar(1 / out.shape[axis], out), out))]", "[(np.copyto, (out, g))]"),
    Mutant("normalise: sign of the gradient of the mean", NORM, "(np.multiply, (out, inverse, out)), (np.negative, (out, out))]", "(np.multiply, (out, inverse, out))]"),
    Mutant("normalise: factor of the gradient of the variance", NORM, "scalar(-0.5, out)", "scalar(-1.0, out)"),
    Mutant("normalise: eps outside the root", NORM, "[(np.add, (var, scalar(eps, out), work)), (np.sqrt, (work, work)), (np.reciprocal", "[(np.sqrt, (var, work)), (np.add, (work, scalar(eps, out), work)), (np.reciprocal"),
    Mutant("scale: gradient without x̂", NORM, "[(np.multiply, (g, x, work)), (np.add.reduce, (work, 1, None, out))]", "[(np.add.reduce, (g, 1, None, out))]"),
    Mutant("running variance: the biased one", FWD, "factor=at.columns / (at.columns - 1)", "factor=1.0"),
    Mutant("running statistics: momentum the other way round", NORM, "scalar(1 - momentum, out)", "scalar(momentum, out)"),
    Mutant("W: gradient 1e-7 too large", OPS, 'return [(g.dot, (x.T, out))] if out.flags.c_contiguous', 'return [(g.dot, (x.T * (1 + 1e-7), out))] if out.flags.c_contiguous'),
    Mutant("x: transposed weight forgotten", OPS, "lambda out, g, w: [(w.T.dot, (g, out))]", "lambda out, g, w: [((w if w.shape[0] == w.shape[1] else w.T).dot, (g, out))]"),
    Mutant("b: mean instead of sum", OPS, "(g.dot, (np.ones(g.shape[1], g.dtype), out))", "(g.dot, (np.full(g.shape[1], 1 / g.shape[1], g.dtype), out))"),
    Mutant("affine: the bias counts twice", KERN, "block, x = self._block(instr.ins[0]), self._extended(instr.ins[1])", "block, x = self._block(instr.ins[0]), self._extended(instr.ins[1]) * np.r_[np.ones(self.program.slots[instr.ins[1]].shape[0]), 2][:, None]"),
    Mutant("multiply: gradient of a is a", OPS, '(_times("b", text("times b")), _times("a"', '(_times("a", text("times b")), _times("a"'),
    Mutant("subtract: sign", OPS, "(PASS_ON, NEGATED)", "(PASS_ON, PASS_ON)"),
    Mutant("divide: quotient rule without 1/b", OPS, "[(np.multiply, (g, y, out)), (np.divide, (out, b, out)), (np.negative", "[(np.multiply, (g, y, out)), (np.negative"),
    Mutant("power: exponent forgotten", OPS, "(np.multiply, (out, scalar(exponent, out), out)),\n            (np.multiply, (out, g, out))]", "(np.multiply, (out, g, out))]"),
    Mutant("softmax: the mean is forgotten", OPS, "(np.subtract, (g, mean, out)),", "(np.copyto, (out, g)),"),
    Mutant("rows: put back one row too low", OPS, "(np.copyto, (out[start:stop], g))", "(np.copyto, (np.roll(out, 1, 0)[start:stop], g))"),
    Mutant("join rows: in the wrong order", AUTO, "parts = tuple(slot for _, slot in sorted(waiting))", "parts = tuple(slot for _, slot in sorted(waiting, reverse=True))"),
    Mutant("concat: lower rows from the top", OPS, "(np.copyto, (out, g[len(g) - len(out) :]))", "(np.copyto, (out, g[: len(out)]))"),
    Mutant("sigmoid': one factor only", ACT, "(np.divide, (y, out, out))]\n\n\nSIGMOID", "(np.divide, (scalar(1, out), out, out))]\n\n\nSIGMOID"),
    Mutant("tanh': not squared", ACT, "(np.divide, (scalar(2, out), out, out)), (np.multiply, (out, out, out)),", "(np.divide, (scalar(2, out), out, out)),"),
    Mutant("relu': 1/2 at the kink", ACT, 'lambda out, x: [(heaviside(out), (x, scalar(0, out), out))], "[{x} > 0]"', 'lambda out, x: [(heaviside(out), (x, scalar(0.5, out), out))], "[{x} > 0]"'),
    Mutant("leaky relu': slope forgotten", ACT, "(np.add, (out, scalar(slope, out), out)),", "(np.add, (out, scalar(0.0, out), out)),"),
    Mutant("elu': alpha forgotten", ACT, "        (np.multiply, (out, scalar(alpha, out), out)),\n        (np.subtract", "        (np.subtract"),
    Mutant("selu: a constant to seven digits", ACT, "1.0507009873554804934193349852946", "1.0507010"),
    Mutant("silu': sigma(-x) is sigma(x)", ACT, "(np.negative, (x, minus)), *sigmoid_calls(other, minus)", "(np.copyto, (minus, x)), *sigmoid_calls(other, minus)"),
    Mutant("gelu': inner factor 3 forgotten", ACT, "scalar(3 * GELU_CUBE, out)", "scalar(GELU_CUBE, out)"),
    Mutant("softsign': not squared", ACT, "(np.multiply, (out, out, out)), (np.reciprocal, (out, out))]", "(np.reciprocal, (out, out))]"),
    Mutant("mse: factor 2 forgotten", LOSS, "(np.multiply, (out, scalar(2, out), out))],", "],"),
    Mutant("bce: denominator without 1 - p", LOSS, "(np.subtract, (scalar(1, out), p, work)), (np.multiply, (work, p, work)),", "(np.copyto, (work, p)),"),
    Mutant("cross-entropy: softmax without the sum of targets", LOSS, "        (np.multiply, (out, row, out)),\n        (np.subtract, (out, t, out)),", "        (np.subtract, (out, t, out)),"),
    Mutant("mask: forgotten in the gradient", LOSS, "masked: list[Call] = [] if m is None else [(np.multiply, (out, m, out))]\n        return [*parts.slope", "masked: list[Call] = []\n        return [*parts.slope"),
    Mutant("reduction: mean over samples instead of elements", OBJ, "1 / (count * width)", "1 / count"),
    Mutant("gate: gradient passes a closed gate", SEQ, 'text("keep or drop"), ("g", "s"), lambda out, g, s: [(np.multiply, (g, s, out))]', 'text("keep or drop"), ("g", "s"), lambda out, g, s: [(np.copyto, (out, g))]'),
    Mutant("embedding: a row used twice gets one gradient", SEQ, "np.add.at(out, _rows(x), g.T)", "out[_rows(x)] = g.T"),
    Mutant("gru: the reset gate is left out", CELL, 'step.apply(MUL, r, step.block(right, "n", "h_n"), name="reset")', 'step.apply(MUL, step.block(right, "n", "h_n"), step.block(right, "n", "h_n2"), name="reset")'),
    Mutant("lstm: forget and input gate exchanged", CELL, 'step.apply(MUL, gates["f"], step.at.past("c"), name="kept")', 'step.apply(MUL, gates["i"], step.at.past("c"), name="kept")'),
    Mutant("truncation: no cut, the state is not carried", LOW, "self.carried += [(old, self.outputs_at[key, self.fresh]) for key, old in self._awaited.items()]", "pass"),
    Mutant("truncation: the carried state is that of the window's end", LOW, "self.outputs_at[key, self.fresh]) for", "self.outputs_at[key, self.length]) for"),
    Mutant("fan-out: only the first gradient counts", AUTO, "builder.emit(ADD.forward, (result.of[target], part)", "builder.emit(ADD.forward, (result.of[target], result.of[target])"),
    Mutant("momentum: dampened in the first step", UPD, "1.0 if step == 1 else 1 - dampening", "1 - dampening"),
    Mutant("adam: eps inside the root", UPD, "(np.sqrt, (v, work)), (np.add, (work, scalar(eps, out), work)), (np.divide, (m", "(np.add, (v, scalar(eps, out), work)), (np.sqrt, (work, work)), (np.divide, (m"),
    Mutant("adam: bias correction forgotten", OPT, 'v_hat = at.apply(CORRECTED, new_v, c2, name="v̂")', 'v_hat = at.apply(CORRECTED, new_v, c1, name="v̂")'),
    Mutant("adamw: decay added to the gradient", OPT, 'return _adam_step_from(at, p, start, g, lr, step, settings)', 'return _adam_step_from(at, p, p, _decayed(at, g, settings), lr, step, settings)'),
    Mutant("nesterov: looks ahead by the old velocity", OPT, 'at.apply(LOOK_AHEAD, g, new_v, name="direction"', 'at.apply(LOOK_AHEAD, g, v, name="direction"'),
    Mutant("clipping: 1e-6 forgotten", CLIP, "(np.add, (norm, scalar(1e-6, out), out)),", "(np.copyto, (out, norm)),"),
    Mutant("step schedule: drops one step late", SCHED, "gamma ** (done // every)", "gamma ** ((done - 1) // every)"),
    Mutant("patches: the gradient of overlapping patches is overwritten", POS, "calls.append((np.add, (here, part(cells, ALL, number, *places), here)))", "calls.append((np.copyto, (here, part(cells, ALL, number, *places))))"),
    Mutant("window: no padding before the first position", WIN, "offset - self.padding[dimension]", "offset"),
    Mutant("window: same padding puts the odd zero before", WIN, "(side - 1) // 2 for side in sides", "side // 2 for side in sides"),
    Mutant("window: the width is that of the height", WIN, "tuple(value)[-rank:]", "(tuple(value)[0],) * rank"),
    Mutant("fans: the places of a kernel do not count outwards", "engine/library/layers/layer.py", " * (1 if self.full is None else math.prod(self.full[2:]))", ""),
    Mutant("several losses: every one counts once", "engine/program/objective.py", "builder.given(name, weight, SCALAR)", "builder.given(name, 1.0, SCALAR)"),
    Mutant("several losses: columns begin one too late", "engine/program/heads.py", "range(first - 1, last)", "range(first, last)"),
    Mutant("window: the first place of a stride is rounded down", WIN, "first = max(0, -(shift // stride))", "first = max(0, -shift // stride)"),
    Mutant("max pool: gradient to every one of equals", POS, "(np.multiply, (hit, left, hit)), (np.subtract, (left, hit, left)),", "(np.multiply, (hit, left, hit)),"),
    Mutant("average pool: the gradient is not divided", POS, "(np.multiply, (g, scalar(1 / window.size, out), share))", "(np.copyto, (share, g))"),
    Mutant("average pool: a factor of 1 + 1e-7", POS, "*added, (np.multiply, (out, scalar(1 / window.size, out), out))", "*added, (np.multiply, (out, scalar((1 + 1e-7) / window.size, out), out))"),
    Mutant("global average: the gradient is not divided", POS, "(g[:, None], scalar(1 / positions, out), on_grid(out, positions))", "(g[:, None], scalar(1.0, out), on_grid(out, positions))"),
    Mutant("positions: the gradient of one sample alone", POS, "(np.add.reduce, (on_grid(g, len(e)), 2, None, out.T))", "(np.copyto, (out.T, on_grid(g, len(e))[:, :, 0]))"),
    Mutant("scores: no scale in the gradient of queries", ATT, "_mix(out, k, g, queries, keys, factor)", "_mix(out, k, g, queries, keys, 1.0)"),
    Mutant("scores: gradient of keys times 1 + 1e-7", ATT, "_mix_back(out, q, g, queries, keys, factor)", "_mix_back(out, q, g, queries, keys, factor * (1 + 1e-7))"),
    Mutant("mix: square attention weights are not transposed on the way back", ATT, "on_grid(g, queries), _turned(on_grid(a, queries)), keys, factor)", "on_grid(g, queries), on_grid(a, queries) if queries == keys else _turned(on_grid(a, queries)), keys, factor)"),
    Mutant("causal attention: the next token is seen", ATT, "np.arange(shape[0])[:, None] <= np.arange(queries)[None]", "np.arange(shape[0])[:, None] <= np.arange(queries)[None] + 1"),
    Mutant("attention: divided by the square root of all units", HEADS, "1 / math.sqrt(size)", "1 / math.sqrt(self.units)"),
    Mutant("attention: heads joined in the wrong order", HEADS, "at.apply(CONCAT, joined, mix, name=", "at.apply(CONCAT, mix, joined, name="),
    Mutant("attention: keys and values of its own source", HEADS, 'self._affine(self.sources[1], 1, 3, "kv")', 'self._affine(self.sources[len(self.sources) - 1 if self.queries != self.keys else 0], 1, 3, "kv")'),
    Mutant("tied: a square matrix is not transposed", LOW, "        if wire.transposed:", "        if wire.transposed and self.units(wire.source) != self.units(wire.target):"),
    Mutant("tied: the gradient of a square matrix is not transposed", SHARE, "[(np.copyto, (out, g.T))]", "[(np.copyto, (out, g.T if g.shape[0] != g.shape[1] else g))]"),
    Mutant("stop gradient: it passes", "engine/program/forward.py", "if wire.detach:", "if wire.detach and wire.delay:"),
    Mutant("group norm: the variance of each unit", "engine/library/layers/norm.py", '"members": at.site.node.units // groups * math.prod(at.site.grids[0])', '"members": at.site.node.units // groups'),
    Mutant("group norm: factor of the gradient of the variance", "engine/library/groups.py", "scalar(-0.5, out)", "scalar(-1.0, out)"),
    Mutant("prelu: the slope learns from positive inputs, too", SLOPE, "[(minimum, (x, scalar(0, out), work)), (np.multiply", "[(np.copyto, (work, x)), (np.multiply"),
    Mutant("prelu: one slope for all learns from the last unit", SLOPE, "axis, target = (None, out.reshape(())) if shared", "axis, target = (1, np.broadcast_to(out, g.shape[:1]).copy()) if shared"),
    Mutant("reach: squares instead of their root", REACH, "np.sqrt(squares / np.max(squares))", "squares / np.max(squares)"),
    Mutant("reach: gradients of opposite signs cancel out", REACH, "(share * share).sum(axis=(0, 2))", "share.sum(axis=(0, 2)) ** 2"),
    Mutant("reach: samples are taken for positions", REACH, "gradient.reshape(len(gradient), positions, -1) / largest", "gradient.reshape(len(gradient), -1, positions).swapaxes(1, 2) / largest"),
    Mutant("reach: class numbers are not followed to their vectors", REACH, "if LAYER_TYPES[node.type].takes.class_numbers}", "if False}"),
    Mutant("by_loss: the loss that is asked for is the one left out", LOSSES, "if seed >= 0 and seed != kept:", "if seed >= 0 and seed == kept:"),
    Mutant("by_loss: one that has no gradient gets that of the others", LOSSES, "if seed >= 0 and seed != kept:", "if 0 <= kept != seed >= 0:"),
    Mutant("by_loss: shares of the norms", LOSSES, "rows @ whole / (whole @ whole)", "norms / norms.sum()"),
    Mutant("by_loss: cosines against the whole", LOSSES, "(rows @ rows.T) / np.outer(norms, norms)", "(rows @ rows.T) / (whole @ whole)"),
    Mutant("kernels: adam's eps inside the root", C, "(square_roots(y) + *more[1])", "square_roots(y + *more[1])"),
    Mutant("kernels: a moment's product is not rounded", C, "CONTIGUOUS(mix, 0, rounded(x * *more[0])", "CONTIGUOUS(mix, 0, x * *more[0]"),
    Mutant("kernels: the second moment of the old value", C, "rounded(rounded(y * y) * *more[1])", "rounded(rounded(x * y) * *more[1])"),
    Mutant("kernels: descent goes up", C, "y - rounded(x * *more[0])", "y + rounded(x * *more[0])"),
    Mutant("kernels: sums of squares lose the mean", C, "rounded((x - y) * (x - y))", "rounded(x * x)"),
    Mutant("kernels: the products of each sample lose their last term", C, "for (int64_t k = o->k; k; k--, a += ak, b += bk)", "for (int64_t k = o->k; k > 1; k--, a += ak, b += bk)"),
    Mutant("kernels: terms of a sum are not kept for others", ROWS, "named(calls[:count])[memory(terms)] < uses(memory(terms))", "uses(memory(terms)) == 0"),
)  # fmt: skip


def found(mutant: Mutant | None) -> bool:
    """Whether the tests fail on a copy with the bug, or on one without any."""
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder)
        for name in ("engine", "tests", "resources", "main.py", "pyproject.toml"):
            source = ROOT / name
            if source.is_dir():
                shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(source, copy / name)
        if mutant is not None:
            target = copy / mutant.file
            content = target.read_text(encoding="utf-8")
            if mutant.old not in content:
                raise SystemExit(f"{mutant.name}: the line to change is not in {mutant.file} any more")
            target.write_text(content.replace(mutant.old, mutant.new, 1), encoding="utf-8")
            if target.suffix == ".c":
                _python(copy, "-m", "engine.runtime.native")
        return any(_fail(copy, tier, mutant) for tier in ("not long", "long and not nightly"))


def _tests(copy: Path, mutant: Mutant | None) -> list[Path]:
    """The files of tests, those first that speak most of what is wrong."""
    files = [path for name in TESTS for path in (sorted((copy / name).glob("test_*.py")) or [copy / name])]
    about = "" if mutant is None else mutant.name.partition(":")[0].lower()
    likely = sorted(files, key=lambda path: -path.read_text(encoding="utf-8").lower().count(about))
    return [path for path in likely if path != copy / ELSEWHERE]


def _fail(copy: Path, tier: str, mutant: Mutant | None) -> bool:
    """Whether a test of a tier fails there."""
    tests = _tests(copy, mutant)
    return _python(copy, "-m", "pytest", "-q", "-x", "-p", "no:cacheprovider", "-m", tier, *map(str, tests)) == 1


def _python(copy: Path, *arguments: str) -> int:
    """What Python returns there."""
    environment = {**os.environ, "PYTHONPATH": str(copy)}
    return subprocess.run([sys.executable, *arguments], cwd=copy, capture_output=True, env=environment, check=False).returncode


def main() -> int:
    survivors, start = [], time.perf_counter()
    chosen = [mutant for mutant in MUTANTS if all(word in mutant.name for word in sys.argv[1:])]
    if found(None):
        raise SystemExit("the tests fail without a bug, so they would catch anything")
    for number, mutant in enumerate(chosen, 1):
        caught = found(mutant)
        print(f"{number:>3} of {len(chosen)}  {'caught  ' if caught else 'SURVIVED'}  {mutant.name}", flush=True)
        if not caught:
            survivors.append(mutant.name)
    print(f"{len(chosen) - len(survivors)} of {len(chosen)} caught in {time.perf_counter() - start:.0f} s")
    return 1 if survivors else 0


if __name__ == "__main__":
    sys.exit(main())
