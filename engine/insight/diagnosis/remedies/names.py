"""Names of remedies, as findings and files speak of them."""

from __future__ import annotations

PAIR, STANDARDISE, SCALE_TARGETS, IDENTITY_OUTPUT = "pair", "standardise", "scale-targets", "identity-output"
BATCH_NORM, LAYER_NORM, RELU_NORM, WITHOUT_NORM = "batch-norm", "layer-norm", "relu-norm", "without-norm"
INITIALISE, ORTHOGONAL, RELU_HE, TANH_XAVIER = "initialise", "orthogonal", "relu-he", "tanh-xavier"
LEAKY, SELU, RANDOM, BIAS, WIDER = "leaky-relu", "selu", "random-start", "bias", "wider"
NONLINEAR, NONLINEAR_RELU = "nonlinear", "nonlinear-relu"
HIDDEN_LAYER = "hidden-layer"
LOWER_RATE, RAISE_RATE, ADAM, CLIP, RESIDUAL = "lower-rate", "raise-rate", "adam", "clip", "residual"
OPEN_GATES, LSTM, GRU, WINDOW = "open-gates", "lstm", "gru", "window"
NO_DECAY, NO_CLIP, CONSTANT_RATE, UNFREEZE = "no-decay", "no-clip", "constant-rate", "unfreeze"
MORE_SAMPLES, DECAY, NARROWER, DROPOUT = "more-samples", "decay", "narrower", "dropout"
SHUFFLE, LARGER_BATCH, LESS_DROPOUT, NO_DROPOUT = "shuffle", "larger-batch", "less-dropout", "no-dropout"
ZERO_GRAD, RIGHT_SIGN, RIGHT_DERIVATIVE = "zero-grad", "right-sign", "right-derivative"
# Two at once, for one cause; the names joined as in a pair.
RELU_RESIDUAL, RELU_SLOWER = f"{RELU_HE}+{RESIDUAL}", f"{RELU_HE}+{LOWER_RATE}"
NO_DECAY_SLOWER = f"{NO_DECAY}+{LOWER_RATE}"
SCALED, WARM_UP = "scaled", "warm-up"
KERNELS, ATTEND, AVERAGE, POSITIONS = "larger-kernels", "attend", "average-positions", "positions"
