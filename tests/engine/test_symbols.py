"""How values are written in formulas, whatever their layers are called."""

from engine.insight.moment.symbols import symbol
from engine.model.experiment import Experiment
from engine.model.network import Choice, Network, Node, Wire
from engine.program.lower import lower


def test_a_space_in_the_name_of_a_layer_breaks_no_symbol():
    nodes = (Node("x", "input", 2), Node("first hidden", "dense", 3, Choice("tanh")), Node("y", "dense", 1, Choice("sigmoid")))
    network = Network(nodes, (Wire("x", "first hidden"), Wire("first hidden", "y")))
    program = lower(Experiment(network, Choice("xor"), Choice("mse"), Choice("adam")))
    written = [str(symbol(program, slot.index)) for slot in program.slots]
    plain = ("W[x→first hidden]", "b[first hidden]", "z[first hidden]", "a[first hidden]", "W[first hidden→y]")
    assert set(plain) <= set(written)
    assert "∂L/∂W[x→first hidden]" in written
    assert "W[first hidden→y] m̂" in written, "what is said of a value stays behind it"
    assert not [words for words in written if words.endswith("].weight") or words.startswith("s[")]
