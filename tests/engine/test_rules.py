"""What a rule says of itself: a stable key, whether it is elementwise, and the shape of its result."""

from dataclasses import replace

import numpy as np
import pytest

from engine import Builder, Debugger, load
from engine.insight.moment.explain import explain
from engine.interchange.documents.examples import EXAMPLES
from engine.interchange.models.onnx_graph import WRITERS
from engine.library import (
    activations,
    attention,
    groups,
    losses,
    normalization,
    ops,
    positions,
    sequence,
    sharing,
    slopes,
    update_rules,
)
from engine.library.rule import Op, Rule
from engine.runtime.backends import backend_for
from engine.runtime.execute.arena import Arena

TABLES = (ops.ARITHMETIC, normalization.NORMALIZATION, sequence.SEQUENCE, positions.POSITIONS, attention.ATTENTION,
          sharing.SHARING, groups.GROUPS, slopes.SLOPES)  # fmt: skip
OPS = {
    op.name: op
    for op in (
        *(op for table in TABLES for op in table.values()),
        *(row.op for row in activations.ACTIVATIONS.values() if row.op is not None),
        *(op for row in losses.LOSSES.values() for op in (row.op, row.masked)),
        activations.SIGMOID_MISTAKEN,
        update_rules.LOOK_AHEAD_POINT,
    )
}
UPDATES = [rule for rule in vars(update_rules).values() if isinstance(rule, Rule)]


def test_a_key_names_one_rule():
    rules = {id(rule): rule for op in OPS.values() for rule in (op.forward, op.derivative, *op.vjps) if rule is not None}
    rules |= {id(rule): rule for rule in UPDATES}
    keys = [rule.key for rule in rules.values()]
    assert len(set(keys)) == len(keys)
    assert all(key.isidentifier() and key.isascii() for key in keys)


def test_a_forward_rule_has_the_key_of_its_op():
    assert {name: op.forward.key for name, op in OPS.items()} == {name: name for name in OPS}


def test_names_for_people_decide_nothing():
    """Every rule of an example under another name: the same program, groups and listing."""
    plain = Debugger(load("hello")).program
    other = replace(plain, code=tuple(replace(i, rule=replace(i.rule, name="?")) for i in plain.code))
    assert other.listing() == plain.listing()
    assert {instr.rule.key for instr in other.code} == {instr.rule.key for instr in plain.code}


def test_onnx_goes_by_keys():
    assert set(WRITERS) <= set(OPS)


CUMSUM = Op(
    "cumsum",
    ("x",),
    lambda x: x,
    Rule("cumsum", "running sum", ("x",), lambda out, x: [(np.cumsum, (x, 0, None, out))], "cumsum {x}", lambda x: 1),
    (None,),
    "{x}.cumsum(0)",
    (((3, 4),),),
)


def running_sums(count: int):
    builder = Builder()
    rng = np.random.default_rng(1)
    for number in range(count):
        x = builder.parameter(f"x{number}", rng.normal(size=(3, 2)))
        builder.apply(CUMSUM, builder.apply(ops.EXP, x, name=f"e{number}"), name=f"s{number}")
    return builder.finish()


def test_a_rule_that_says_nothing_is_not_grouped_as_elementwise():
    program = running_sums(6)
    arena = Arena(program)
    groups = {group for group in arena.layout.groups if len(group) > 1}
    assert {program.code[pc].rule.key for group in groups for pc in group} == {"exp"}
    backend_for(program, arena).run(0, len(program))
    for number in range(6):
        made = arena.views[program.names[f"s{number}"]]
        assert np.array_equal(made, np.cumsum(arena.views[program.names[f"e{number}"]], axis=0))


def test_a_rule_that_says_nothing_is_explained_without_numbers():
    debugger = Debugger(running_sums(1))
    debugger.go(2)
    shown = explain(debugger, 1, (2, 0))
    assert shown.result == pytest.approx(np.exp(debugger.value("x0"))[:, 0].sum())
    assert (shown.template, shown.numbers, shown.products) == ("cumsum {x}", {}, ())
    assert explain(debugger, 0, (2, 0)).numbers != {}


@pytest.mark.parametrize("name", EXAMPLES)
def test_numbers_that_are_shown_belong_to_the_formula(name):
    """An elementwise rule over the shown numbers alone gives the shown result."""
    debugger = Debugger(load(name))
    debugger.go(len(debugger.program))
    for pc, instr in enumerate(debugger.program.code[:: max(1, len(debugger.program) // 60)]):
        pc *= max(1, len(debugger.program) // 60)
        shown = explain(debugger, pc)
        if not shown.numbers:
            continue
        out = np.empty((1, 1))
        operands = [
            np.full(
                (1,) if debugger.program.slots[i].shape[1:] == () and len(debugger.program.slots[i].shape) else (1, 1),
                shown.numbers[need],
            )
            for need, i in zip(instr.rule.needs, instr.ins, strict=True)
        ]
        for function, arguments in instr.rule.bind(out, *operands, **instr.settings):
            function(*arguments)
        assert out.item() == pytest.approx(shown.result, rel=1e-12, abs=1e-300), (pc, instr.rule.key)


def spoiled(shape: tuple[int, ...]):
    """A sum of two values whose slot has another shape."""
    builder = Builder()
    a, b = (builder.constant(name, np.ones((2, 3))) for name in "ab")
    total = builder.apply(ops.ADD, a, b, name="total")
    builder.slots[total] = replace(builder.slots[total], shape=shape)
    return builder


def test_a_shape_that_the_rule_does_not_give_is_found():
    spoiled((2, 3)).finish()
    with pytest.raises(AssertionError, match=r"instruction 0 writes total of shape \(3, 2\); its rule gives \(2, 3\)"):
        spoiled((3, 2)).finish()
