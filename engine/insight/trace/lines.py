"""What a remedy is in a person's own script: the lines of PyTorch to change."""

from __future__ import annotations

from engine.insight.diagnosis.remedies import names as way

HE = """for module in model.modules():
    if isinstance(module, (nn.Linear, nn.Conv2d)):
        nn.init.kaiming_normal_(module.weight, nonlinearity="relu")
        if module.bias is not None:
            nn.init.zeros_(module.bias)"""
XAVIER = HE.replace('kaiming_normal_(module.weight, nonlinearity="relu")', "xavier_normal_(module.weight)")
RATE = 'for group in optimizer.param_groups:\n    group["lr"] {change}'
DECAY = 'for group in optimizer.param_groups:\n    group["weight_decay"] = {decay}'
GATE = """for name, bias in lstm.named_parameters():
    if name.startswith("bias_ih"):
        bias.data[lstm.hidden_size : 2 * lstm.hidden_size] = 3.0  # the forget gate; of a GRU, its update gate"""

LINES = {
    way.LOWER_RATE: RATE.format(change="/= 10"),
    way.RAISE_RATE: RATE.format(change="*= 100"),
    way.ADAM: "optimizer = torch.optim.Adam(model.parameters(), lr=0.01)",
    way.CLIP: "torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)  # between loss.backward() and optimizer.step()",
    way.NO_CLIP: "# leave out torch.nn.utils.clip_grad_norm_, or raise its limit",
    way.BATCH_NORM: "nn.BatchNorm1d(units),  # before each activation; after a convolution nn.BatchNorm2d(channels)",
    way.LAYER_NORM: "nn.LayerNorm(units),  # before each activation",
    way.RELU_NORM: "nn.Linear(units, units), nn.BatchNorm1d(units), nn.ReLU(),  # instead of each hidden layer",
    way.WITHOUT_NORM: "# leave out the normalisation layers",
    way.INITIALISE: HE + "  # for ReLU; xavier_normal_ for tanh and sigmoid",
    way.RELU_HE: "nn.ReLU(),  # instead of each hidden activation\n" + HE,
    way.TANH_XAVIER: "nn.Tanh(),  # instead of each hidden activation\n" + XAVIER,
    way.RANDOM: XAVIER,
    way.ORTHOGONAL: "nn.init.orthogonal_(module.weight)  # of a recurrent layer: its weight_hh_l0",
    way.LEAKY: "nn.LeakyReLU(0.01),  # instead of nn.ReLU()",
    way.SELU: "nn.SELU(),  # instead of each hidden activation\n"
    + HE.replace('kaiming_normal_(module.weight, nonlinearity="relu")', 'kaiming_normal_(module.weight, nonlinearity="linear")'),
    way.NONLINEAR: "nn.Tanh(),  # between the hidden layers",
    way.NONLINEAR_RELU: "nn.ReLU(),  # between the hidden layers",
    way.HIDDEN_LAYER: "nn.Linear(inputs, 8), nn.Tanh(), nn.Linear(8, outputs),  # instead of the only layer",
    way.WIDER: "nn.Linear(inputs, 4 * units),  # and as many inputs for the layer after it",
    way.NARROWER: "nn.Linear(inputs, units // 2),  # and as many inputs for the layer after it",
    way.BIAS: "nn.Linear(inputs, units, bias=True),",
    way.RESIDUAL: "x = x + layer(x)  # in forward(), around each hidden layer of equal width",
    way.OPEN_GATES: GATE,
    way.LSTM: "nn.LSTM(inputs, units, batch_first=True)  # instead of nn.RNN\n" + GATE,
    way.GRU: "nn.GRU(inputs, units, batch_first=True)  # instead of nn.RNN",
    way.WINDOW: "# detach the state after twice as many time steps",
    way.PAIR: "criterion = nn.CrossEntropyLoss()  # on logits; nn.BCEWithLogitsLoss() for yes or no, nn.MSELoss() for numbers",
    way.IDENTITY_OUTPUT: "# leave out the activation after the last layer",
    way.STANDARDISE: "inputs = (inputs - inputs.mean(0)) / inputs.std(0)  # with the mean and deviation of the training data",
    way.SCALE_TARGETS: "targets = (targets - targets.mean(0)) / targets.std(0)  # and scale the predictions back",
    way.NO_DECAY: DECAY.format(decay=0),
    way.DECAY: DECAY.format(decay="1e-3  # with torch.optim.AdamW"),
    way.WARM_UP: "scheduler = torch.optim.lr_scheduler.LinearLR(optimizer, start_factor=0.01, total_iters=200)\n"
    "scheduler.step()  # after each optimizer.step()",
    way.CONSTANT_RATE: "# leave out scheduler.step()",
    way.UNFREEZE: "for parameter in model.parameters():\n    parameter.requires_grad_(True)  # before the optimizer is created",
    way.MORE_SAMPLES: "# more samples, such as by augmentation",
    way.DROPOUT: "nn.Dropout(0.5),  # after each hidden activation",
    way.LESS_DROPOUT: "nn.Dropout(0.2),",
    way.NO_DROPOUT: "# leave out nn.Dropout",
    way.SHUFFLE: "loader = DataLoader(dataset, batch_size=batch_size, shuffle=True)",
    way.LARGER_BATCH: "loader = DataLoader(dataset, batch_size=32, shuffle=True)",
    way.ZERO_GRAD: "optimizer.zero_grad()  # before loss.backward()",
    way.RIGHT_SIGN: "optimizer = torch.optim.SGD(model.parameters(), lr=lr, maximize=False)",
    way.RIGHT_DERIVATIVE: "# evaluate the derivative of the activation at its input",
    way.KERNELS: 'nn.Conv1d(channels, channels, 2 * reach + 1, padding="same"),  # or the same kernel with dilation=2, 4, 8',
    way.ATTEND: "x = attention(x, x, x, need_weights=False)[0]  # attention = nn.MultiheadAttention(units, 1, batch_first=True)",
    way.POSITIONS: "x = x + positions.weight[: x.shape[1]]  # positions = nn.Embedding(length, units)",
    way.AVERAGE: "x = x.mean(dim=1)  # over all positions, instead of x[:, -1]",
    way.SCALED: "scores = q @ k.transpose(-2, -1) / q.shape[-1] ** 0.5",
}


def lines(remedy: str) -> str:
    """The lines of PyTorch of a remedy, those of a pair one after the other."""
    parts = [LINES[remedy]] if remedy in LINES else [LINES[part] for part in remedy.split("+")]
    return "\n".join(parts)
