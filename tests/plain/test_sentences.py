"""What is said of the instructions: right for biases, gates, norms, losses and optimizers, and never the mere name of a rule."""

from dataclasses import replace

import pytest
from layer_types import around

from engine import Choice
from engine.interchange.documents.examples import EXAMPLES, load
from engine.library.layers import LAYER_TYPES
from engine.library.losses import LOSSES
from engine.library.optimizers import OPTIMIZERS
from engine.library.schedules import SCHEDULES
from engine.program.lower import lower
from gui.look.i18n import install
from gui.look.instruction import parameter_title, sentence


def said(experiment):
    program = lower(experiment)
    return [(program.code[pc].rule, sentence(program, pc, experiment.network)) for pc in range(len(program))]


def of_slot(experiment, name):
    program = lower(experiment)
    return sentence(program, program.writer[program.names[name]], experiment.network)


def each_has_words(experiment):
    for rule, words in said(experiment):
        bare = {f"Layer h: {rule.name}.", f"The optimizer prepares the step: {rule.name}."}
        assert words not in bare, rule.key
        assert not words.endswith(f": {rule.name}.") or words.startswith("The loss measures"), (rule.key, words)
        assert "{" not in words, rule.key
        assert words[0].isupper(), words
        assert "->" not in words, words
        assert "~>" not in words, words
        assert words.endswith((".", "?")) or words.endswith("= 1."), words


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_line_of_an_example(name):
    each_has_words(load(name))


@pytest.mark.parametrize("name", LAYER_TYPES)
def test_each_line_of_a_layer_type(name):
    each_has_words(around(LAYER_TYPES[name]))


@pytest.mark.parametrize("name", OPTIMIZERS)
def test_each_line_of_an_optimizer(name):
    settings = {setting.name for setting in OPTIMIZERS[name].settings}
    for chosen in ({}, {"momentum": 0.9}, {"momentum": 0.9, "nesterov": True}, {"momentum": 0.9, "dampening": 0.5},
                   {"weight_decay": 0.1}, {"lr_decay": 0.1}, {"centered": True, "momentum": 0.9}):  # fmt: skip
        if settings.issuperset(chosen):
            each_has_words(replace(load("xor"), optimizer=Choice(name, chosen)))


@pytest.mark.parametrize("name", SCHEDULES)
def test_each_line_of_a_schedule(name):
    xor = load("xor")
    each_has_words(replace(xor, training=replace(xor.training, schedule=Choice(name))))


@pytest.mark.parametrize(
    "training",
    [{"zero_grad": False}, {"wrong_sign": True}, {"l1": 0.1}, {"clip": {"norm": 1.0}}, {"clip": {"value": 1.0}},
     {"derivative_of_output": True}, {"no_bias": True}],
)  # fmt: skip
def test_each_line_of_a_mistake_or_a_setting(training):
    xor = load("xor")
    each_has_words(replace(xor, training=replace(xor.training, **training)))


@pytest.mark.parametrize("name", LOSSES)
def test_the_loss_is_named(name):
    xor = replace(load("xor"), loss=Choice(name)) if name != "cross_entropy" else load("hello")
    words = [text for rule, text in said(xor) if rule.key == name]
    assert words
    assert all("loss" in text for text in words)


class TestWords:
    def test_a_bias_has_no_input(self):
        assert of_slot(load("xor"), "∂L/∂h.bias") == "Biases of h: δ summed over the samples; a bias has no input."
        alone = of_slot(load("one-neuron"), "∂L/∂y.bias")
        assert alone == "Biases of y: their gradient is δ itself; a bias has no input."

    def test_gates_go_by_their_names(self):
        lstm = load("latch-lstm")
        assert of_slot(lstm, "h.f[3]").startswith("Forget gate of h: how much of the previous memory is kept")
        assert of_slot(lstm, "∂L/∂h.f[3]").endswith("to the forget gate of h.")
        gru = load("embedding")
        assert of_slot(gru, "h.u[3]").startswith("Update gate of h")
        assert of_slot(gru, "h.r[3]").startswith("Reset gate of h")
        assert "reset gate" in of_slot(gru, "∂L/∂h.r[3]")

    def test_norms_say_over_what(self):
        batch, layer = around(LAYER_TYPES["batch_norm"]), around(LAYER_TYPES["layer_norm"])
        assert of_slot(batch, "layer.mean") == "Layer layer: the mean of each unit over the samples of the batch."
        assert of_slot(layer, "layer.mean") == "Layer layer: the mean of each sample over the units."
        assert of_slot(batch, "∂L/∂layer.weight").startswith("Scales of layer: δ times the normalised value")
        assert of_slot(batch, "∂L/∂layer.bias") == "Shifts of layer: δ summed over the samples."

    def test_adam_names_its_moments(self):
        adam = load("sine")
        assert of_slot(adam, "x->h1.weight m").startswith("Weights x→h1: m, the running mean of the gradient")
        assert of_slot(adam, "x->h1.weight v").startswith("Weights x→h1: v, the running mean of the squared gradient")
        assert "m̂ is m" in of_slot(adam, "x->h1.weight m̂")
        assert "v̂ is v" in of_slot(adam, "x->h1.weight v̂")

    def test_a_recurrent_wire_reads_the_time_step_before(self):
        hello = load("hello")
        assert "h at the previous time step" in of_slot(hello, "h~>h[2]")

    def test_parameters_have_names(self):
        network = load("latch-lstm").network
        assert parameter_title("h.weight_hh", network) == "Recurrent weights of h"
        assert parameter_title("h->y.weight", network) == "Weights h→y"


def test_in_hindi_too(qapp):
    install("hi")
    try:
        for name in ("xor", "latch-lstm", "batch-norm"):
            assert all(any("ऀ" <= letter <= "ॿ" for letter in words) for _, words in said(load(name)))
    finally:
        install("en")
