"""Recorded layers as people see them: short names, blocks, a table with the worst first."""

from dataclasses import replace

import numpy as np
import pytest

from engine.insight.diagnosis.finding import ERROR, WARNING, Finding
from engine.insight.trace.blocks import Block, Stack, blocks_of, columns_of, places_in
from engine.insight.trace.names import elided, shortened
from engine.insight.trace.table import layer_rows
from engine.insight.trace.trace import Layer, Trace, findings

GPT = [f"transformer.h.{block}.{layer}" for block in range(12) for layer in ("ln_1", "attn.c_attn", "attn.c_proj", "mlp.c_fc")]
DENSE = [f"features.denseblock{b}.denselayer{n}.{layer}" for b in (1, 2) for n in (1, 2, 3) for layer in ("norm1", "conv1")]


def test_a_common_beginning_is_left_out():
    assert shortened([*GPT, "transformer.ln_f", "lm_head"])[1] == "h.0.attn.c_attn"
    assert shortened(["net.0", "net.2"]) == ("net.0", "net.2"), "a number alone names nothing"
    assert shortened(["h1", "h2", "y"]) == ("h1", "h2", "y")
    assert shortened(["a.x", "x"]) == ("a.x", "x")
    assert shortened(["only.one"]) == ("only.one",)
    assert shortened([]) == ()


def test_long_inner_words_are_cut_as_long_as_names_differ():
    names = ["features.conv0", *DENSE, "features.transition1.conv", "classifier"]
    short = shortened(names)
    assert short[0] == "conv0"
    assert short[1] == "d1.d1.norm1"
    assert short[-2] == "t1.conv"
    assert len(set(short)) == len(names)
    assert max(map(len, short)) <= 16


def test_a_few_long_names_are_cut_alone():
    short = shortened([*(f"layer{n}.0.conv{c}" for n in range(5) for c in (1, 2)), "layer2.0.downsample.0"])
    assert short[0] == "layer0.0.conv1"
    assert short[-1] == "l2.0.d.0"


def test_a_name_loses_its_middle_and_keeps_its_end():
    assert elided("short") == "short"
    assert elided("encoder.layer.11.dense", 12) == "enco…1.dense"
    assert len(elided("x" * 90)) == 16


def test_equal_blocks_make_a_stack():
    parts = blocks_of([*GPT, "transformer.ln_f", "lm_head"])
    whole, head = parts
    assert isinstance(whole, Block)
    assert head == len(GPT) + 1
    stack, last = whole.parts
    assert isinstance(stack, Stack)
    assert stack.name == "transformer.h.0 – 11"
    assert last == len(GPT)
    columns, rows = columns_of(stack, GPT)
    assert columns == ("ln_1", "attn.c_attn", "attn.c_proj", "mlp.c_fc")
    assert rows[1] == (4, 5, 6, 7)
    assert [place for part in parts for place in places_in(part)] == list(range(len(GPT) + 2))


def test_names_of_thousands_of_words_have_blocks_too():
    found = blocks_of(["a." * 5000 + "b", "a." * 5000 + "c"])
    assert [places_in(part) for part in found] == [(0, 1)]


def test_a_block_with_a_projection_stands_with_its_likes():
    names = ["conv1", "layer2.0.conv1", "layer2.0.conv2", "layer2.0.down.0", "layer2.1.conv1", "layer2.1.conv2", "fc"]
    first, stack, fc = blocks_of(names)
    assert (first, fc) == (0, 6)
    assert isinstance(stack, Stack)
    assert columns_of(stack, names)[1] == ((1, 2, 3), (4, 5, None))
    assert blocks_of(["a.x.p", "a.x.q", "a.y.r", "a.y.s"])[0].parts == (Block("a.x", (0, 1)), Block("a.y", (2, 3)))
    assert blocks_of([]) == ()


def trace_of(deltas, **more):
    layers = tuple(Layer(name, "Linear", "relu", {"weight": (4, 4)}) for name in deltas)
    columns = {f"delta/{name}": np.array(values, float) for name, values in deltas.items()}
    count = len(next(iter(deltas.values())))
    return Trace(
        "run",
        layers,
        np.arange(count),
        {**columns, **more},
        bad={**dict.fromkeys(columns, np.zeros(count, bool)), "delta/b": np.array([False, True])},
    )


def test_the_table_tells_missing_from_not_finite_and_begins_with_the_worst():
    sizes = {"update/c.weight": np.ones(2), "param/c.weight": np.full(2, 2e3)}
    trace = trace_of({"a": [1, np.nan], "b": [1, np.nan], "c": [1, 2]}, **sizes)
    found = (Finding("slow", WARNING, "x", layers=("a", "c")), Finding("dead", ERROR, "y", layers=("c",), step=1))
    rows = layer_rows(trace, 1, found)
    assert [row.broken for row in rows] == [frozenset(), {"delta"}, frozenset()]
    assert [row.name for row in sorted(rows, key=lambda row: row.rank)] == ["c", "a", "b"]
    assert rows[2].since == 1
    assert rows[1].since is None
    assert rows[2].ratio == 5e-4
    assert np.isnan(rows[0].ratio)
    assert rows[2].matches("LINEAR c")
    assert not rows[2].matches("linear b")
    assert rows[2].matches("dead")  # by its cause, and by what is told of it
    assert rows[2].matches("silent", "this one is silent")
    assert replace(rows[0], name="transformer.h.0.mlp.c_fc", short="h.0…c_fc").matches("h.0…c_fc")
    empty = Trace("run", trace.layers, np.arange(0), {})
    assert np.isnan(layer_rows(empty, 0, ())[0].gradient)


@pytest.mark.parametrize(("norm", "offered"), [("", True), ("BatchNorm1d", False), ("LayerNorm", False)])
def test_norms_are_no_remedy_where_there_are_norms(norm, offered):
    kinds = [("Linear", "relu"), *([(norm, "")] if norm else [])] * 3
    layers = tuple(Layer(f"n{place}", kind, function, {"weight": (4, 4)}) for place, (kind, function) in enumerate(kinds))
    columns = {f"delta/{layer.name}": np.ones(20) for layer in layers}
    columns |= {f"idle/{layer.name}": np.ones(20) for layer in layers if layer.activation}
    trace = Trace("run", layers, np.arange(20), {**columns, "loss": np.full(20, 0.7), "baseline": np.full(20, 0.7)})
    dead = next(finding for finding in findings(trace) if finding.cause == "dead")
    assert "leaky-relu" in dead.remedies
    assert ("batch-norm" in dead.remedies) is offered
