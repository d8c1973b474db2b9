"""Architectures on data sets. The first part taught the rules; the second shares no data set with it, and no pair of activations
in an architecture."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.tables import FRESH, table
from engine import Choice

OLD = ("GV", "GE", "DR", "OL", "SC", "AD")
MORE = ("SY", "LI", "NB", "WD", "CL", "SH", "FR", "DO", "FV", "DP", "ZG", "WS", "DE", "NA")
CELLS = ("GE", "OL", "SC", "AD", "WD", "CL", "SH", "FR", "ZG", "WS")
LINE = ("OL", "SC", "AD", "NB", "WD", "CL", "SH", "FR", "TS", "ZG", "WS")


@dataclass(frozen=True)
class Kind:
    """An architecture on a data set; which faults can be put in."""

    name: str
    data: Choice
    cell: str = ""
    deep: tuple[int, int] = (2, 6)
    faults: tuple[str, ...] = ()
    regression: bool = False
    activations: tuple[str, ...] = ("relu", "tanh")
    classes: bool = False
    taper: bool = False
    grow: bool = False

    @property
    def wanted(self) -> tuple[str, ...]:
        """The faults to put in: the given ones, or all that suit a tower on such data."""
        if self.faults:
            return (*self.faults, *(("TS",) if self.regression and "TS" not in self.faults else ()))
        return (*OLD, *MORE, *(("TS",) if self.regression else ("SO", "PA")))


# These taught the thresholds. The later ones were once kept apart too: they showed where the rules failed.
TUNE = (
    Kind("MLP, circle", Choice("circle", {"samples": 200})),
    Kind("MLP, blobs", Choice("blobs", {"samples": 240, "classes": 3}), classes=True),
    Kind("RNN, sine sequence", Choice("sine_sequence", {"samples": 32}), "dense", faults=CELLS, regression=True),
    Kind("RNN, latch", Choice("latch", {"samples": 64, "length": 16}), "rnn", faults=("GV", "OL", "SC", "AD")),
    Kind(
        "MLP with ELU and Leaky ReLU, moons",
        Choice("moons", {"samples": 240, "noise": 0.1}),
        activations=("relu", "elu", "leaky_relu"),
        deep=(3, 9),
    ),
    Kind("MLP, spiral", Choice("spiral", {"samples": 200, "turns": 0.5}), deep=(2, 8)),
    Kind("MLP, sine", Choice("sine", {"samples": 128}), regression=True, deep=(2, 5)),
    Kind("LSTM, adding", Choice("adding", {"samples": 96, "length": 12}), "lstm", faults=("GV", *CELLS), regression=True),
    Kind("GRU, echo", Choice("echo", {"samples": 32, "length": 12, "lag": 2}), "gru", faults=CELLS, regression=True),
    Kind("LSTM, next character", Choice("hello", {"text": "abcdabdcacbd"}), "lstm", faults=("OL", "SC"), classes=True),
    Kind("MLP with SELU and ReLU, three rings", table("rings"), activations=("selu", "relu"), deep=(3, 8), classes=True),
    Kind("MLP with SiLU and tanh, product", table("product"), activations=("silu", "tanh"), deep=(2, 7), regression=True),
    Kind("GRU, marked sign", table("marked sign"), "gru", faults=("GV", *CELLS)),
    Kind("LSTM, running mean", table("running mean"), "lstm", faults=CELLS, regression=True),
    Kind("ReLU RNN, difference", table("difference"), "relu", faults=CELLS, regression=True),
    Kind("MLP with GELU and softsign, stripes", table("stripes"), activations=("gelu", "softsign"), deep=(2, 6)),
    Kind(
        "bottleneck MLP, four quarters",
        Choice("quadrants", {"samples": 240}),
        activations=("relu", "tanh"),
        deep=(3, 6),
        taper=True,
    ),
    Kind("MLP with SiLU and Leaky ReLU, sectors", table("sectors"), activations=("silu", "leaky_relu"), deep=(3, 7), classes=True),
    Kind("MLP with softplus and tanh, ridge", table("ridge"), activations=("softplus", "tanh"), deep=(2, 5), regression=True),
    Kind("LSTM, first sign", table("first sign"), "lstm", faults=("GV", *CELLS)),
    Kind("GRU, highest so far", table("highest so far"), "gru", faults=CELLS, regression=True),
    Kind("RNN, smoothing", table("smoothing"), "rnn", faults=CELLS, regression=True),
    Kind("MLP with ELU and tanh, spots", table("spots"), activations=("elu", "tanh"), deep=(2, 6)),
    Kind("widening MLP, wedge", table("wedge"), activations=("relu", "gelu"), deep=(3, 6), taper=True, grow=True),
    Kind("MLP with SELU and SiLU, three bands", table("bands"), activations=("selu", "silu"), deep=(2, 6), classes=True),
    Kind(
        "MLP with softplus and Leaky ReLU, wave",
        table("wave"),
        activations=("softplus", "leaky_relu"),
        deep=(2, 5),
        regression=True,
    ),
    Kind("GRU, second sign", table("second sign"), "gru", faults=("GV", *CELLS)),
    Kind("LSTM, lowest so far", table("lowest so far"), "lstm", faults=CELLS, regression=True),
    Kind("recurrent layer, alternating sum", table("alternating sum"), "dense", faults=CELLS, regression=True),
    Kind("MLP with ELU and softsign, disc", table("disc"), activations=("elu", "softsign"), deep=(2, 6)),
    Kind("narrowing MLP, corners", table("corners"), activations=("leaky_relu", "tanh"), deep=(3, 6), taper=True),
    Kind("MLP with GELU and SELU, four centres", table("centres"), activations=("gelu", "selu"), deep=(2, 6), classes=True),
    Kind("MLP with SiLU and ReLU, saddle", table("saddle"), activations=("silu", "relu"), deep=(2, 6), regression=True),
    Kind("LSTM, sign of the first two", table("first two"), "lstm", faults=("GV", *CELLS)),
    Kind("GRU, range so far", table("range so far"), "gru", faults=CELLS, regression=True),
    Kind("recurrent layer, weighted sum", table("weighted sum"), "dense", faults=CELLS, regression=True),
    Kind("linear layer, line", table("line"), deep=(0, 1), faults=LINE, regression=True),
    # Kept apart until the second count.
    Kind("MLP with tanh and GELU, shells", table("shells"), activations=("tanh", "gelu"), deep=(1, 4), classes=True),
    Kind("MLP with ReLU and SiLU, octants", table("octants"), activations=("relu", "silu"), deep=(2, 5)),
    Kind("MLP with Leaky ReLU and ELU, tilted ring", table("tilted rings"), activations=("leaky_relu", "elu"), deep=(2, 4)),
    Kind(
        "narrowing MLP with SELU and tanh, crossing",
        table("crossing"),
        activations=("selu", "tanh"),
        deep=(2, 5),
        classes=True,
        taper=True,
    ),
    Kind("MLP with softplus and GELU, bump", table("bump"), activations=("softplus", "gelu"), deep=(1, 3), regression=True),
    Kind(
        "widening MLP with tanh and ReLU, hinges",
        table("hinges"),
        activations=("tanh", "relu"),
        deep=(2, 4),
        regression=True,
        taper=True,
        grow=True,
    ),
    Kind("MLP with softsign and ReLU, quarter", table("quarter"), activations=("softsign", "relu"), deep=(1, 3)),
    Kind("MLP with ELU and SiLU, twist", table("twist"), activations=("elu", "silu"), deep=(1, 4), regression=True),
    Kind("MLP with Leaky ReLU and tanh, caps", table("caps"), activations=("leaky_relu", "tanh"), deep=(1, 4), classes=True),
    Kind("linear layer in three dimensions, slope", table("slope"), deep=(0, 1), faults=LINE, regression=True),
    Kind("LSTM, mean of two", table("mean of two"), "lstm", faults=CELLS, regression=True),
    Kind("ReLU RNN, mean of two", table("mean of two"), "relu", faults=CELLS, regression=True),
)
HELD = (
    Kind("MLP with softsign and Leaky ReLU, bars", FRESH["bars"](), activations=("softsign", "leaky_relu"), deep=(1, 4)),
    Kind("MLP with GELU and Leaky ReLU, bowl", FRESH["bowl"](), activations=("gelu", "leaky_relu"), deep=(1, 5)),
    Kind(
        "widening MLP with SELU and ELU, ellipsoid",
        FRESH["ellipsoid"](),
        activations=("selu", "elu"),
        deep=(2, 4),
        taper=True,
        grow=True,
    ),
    Kind("MLP with softplus and ReLU, largest", FRESH["largest"](), activations=("softplus", "relu"), deep=(1, 4), classes=True),
    Kind(
        "narrowing MLP with SiLU and softsign, terraces",
        FRESH["terraces"](),
        activations=("silu", "softsign"),
        deep=(2, 5),
        classes=True,
        taper=True,
    ),
    Kind("MLP with ReLU and ELU, fold", FRESH["fold"](), activations=("relu", "elu"), deep=(1, 5), regression=True),
    Kind("MLP with softplus and SiLU, hill", FRESH["hill"](), activations=("softplus", "silu"), deep=(1, 4), regression=True),
    Kind(
        "narrowing MLP with SELU and Leaky ReLU, two answers",
        FRESH["two answers"](),
        activations=("selu", "leaky_relu"),
        deep=(2, 5),
        regression=True,
        taper=True,
    ),
    Kind("linear layer with two outputs, two planes", FRESH["two planes"](), deep=(0, 1), faults=LINE, regression=True),
    Kind("RNN, decaying sum", FRESH["decaying sum"](), "rnn", faults=CELLS, regression=True),
    Kind("GRU, last sign", FRESH["last sign"](), "gru", faults=CELLS),
    Kind("LSTM, larger of two", FRESH["larger of two"](), "lstm", faults=CELLS, regression=True),
)
