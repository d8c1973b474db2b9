"""What is said of the instructions: a sentence for each value of a cell or norm, and for each rule."""

from __future__ import annotations

from gui.look.i18n import QT_TRANSLATE_NOOP

# What a layer of that type does for each of its values.
CELLS: dict[str, dict[str, str]] = {
    "lstm": {
        "input": QT_TRANSLATE_NOOP("Sentences", "Layer {node} multiplies its input by the weights of all its gates."),
        "recurrent": QT_TRANSLATE_NOOP(
            "Sentences", "Layer {node} multiplies its own output from the previous time step by the weights of all its gates."
        ),
        "z_i": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the rows of z for its input gate."),
        "z_f": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the rows of z for its forget gate."),
        "z_g": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the rows of z for its candidate."),
        "z_o": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the rows of z for its output gate."),
        "i": QT_TRANSLATE_NOOP("Sentences", "Input gate of {node}: how much of the candidate is let in, from 0 to 1."),
        "f": QT_TRANSLATE_NOOP("Sentences", "Forget gate of {node}: how much of the previous memory is kept, from 0 to 1."),
        "g": QT_TRANSLATE_NOOP("Sentences", "Candidate memory of {node}: what could be written into the memory, from −1 to 1."),
        "o": QT_TRANSLATE_NOOP("Sentences", "Output gate of {node}: how much of the memory is passed on, from 0 to 1."),
        "kept": QT_TRANSLATE_NOOP(
            "Sentences", "Layer {node} keeps the part of the previous memory that its forget gate lets through."
        ),
        "added": QT_TRANSLATE_NOOP("Sentences", "Layer {node} writes the part of the candidate that its input gate lets through."),
        "c": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: what is kept plus what is written is the new memory c."),
        "tanh c": QT_TRANSLATE_NOOP("Sentences", "Layer {node} squashes its memory into the range from −1 to 1."),
        "a": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the output gate times tanh of the memory is its output."),
    },
    "gru": {
        "recurrent": QT_TRANSLATE_NOOP(
            "Sentences", "Layer {node} multiplies its own output from the previous time step by the weights of all its gates."
        ),
        "x_r": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the contribution of its input to the reset gate."),
        "x_z": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the contribution of its input to the update gate."),
        "x_n": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the contribution of its input to the candidate."),
        "h_r": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the contribution of its previous state to the reset gate."),
        "h_z": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the contribution of its previous state to the update gate."),
        "h_n": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the contribution of its previous state to the candidate."),
        "z_r": QT_TRANSLATE_NOOP("Sentences", "Layer {node} adds up both contributions to its reset gate."),
        "z_z": QT_TRANSLATE_NOOP("Sentences", "Layer {node} adds up both contributions to its update gate."),
        "z_n": QT_TRANSLATE_NOOP("Sentences", "Layer {node} adds up both contributions to its candidate."),
        "r": QT_TRANSLATE_NOOP(
            "Sentences", "Reset gate of {node}: how much of the previous state the candidate sees, from 0 to 1."
        ),
        "u": QT_TRANSLATE_NOOP("Sentences", "Update gate of {node}: how much of the previous state is kept, from 0 to 1."),
        "reset": QT_TRANSLATE_NOOP(
            "Sentences", "Layer {node}: the reset gate times the contribution of the previous state to the candidate."
        ),
        "n": QT_TRANSLATE_NOOP("Sentences", "Candidate state of {node}: what its new state could be, from −1 to 1."),
        "h − n": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: how far its previous state is from the candidate."),
        "kept": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the update gate sets how much of this difference is kept."),
        "a": QT_TRANSLATE_NOOP(
            "Sentences", "Layer {node}: its new state is the candidate plus the part of the difference that is kept."
        ),
    },
    "rnn": {
        "input": QT_TRANSLATE_NOOP("Sentences", "Layer {node} multiplies its input by its weights."),
        "recurrent": QT_TRANSLATE_NOOP(
            "Sentences", "Layer {node} multiplies its own output from the previous time step by its weights."
        ),
    },
    "attention": {
        "in_proj": QT_TRANSLATE_NOOP("Sentences", "Layer {node} computes the query, key and value of every token."),
        "q": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the rows for its queries: what each token looks for."),
        "kv": QT_TRANSLATE_NOOP("Sentences", "Layer {node} computes the key and value of every token of its second source."),
        "k": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the rows for its keys: what each token offers to the queries."),
        "v": QT_TRANSLATE_NOOP("Sentences", "Layer {node} selects the rows for its values: what each token passes on."),
        "heads": QT_TRANSLATE_NOOP("Sentences", "Layer {node} concatenates the outputs of its heads."),
    },
    "batch_norm": {
        "mean": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the mean of each unit over the samples of the batch."),
        "var": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the variance of each unit over the samples of the batch."),
        "x̂": QT_TRANSLATE_NOOP("Sentences", "Layer {node} subtracts the mean and divides by the standard deviation."),
        "new running_mean": QT_TRANSLATE_NOOP(
            "Sentences", "Layer {node} updates its running average of the mean, for later predictions."
        ),
        "new running_var": QT_TRANSLATE_NOOP(
            "Sentences", "Layer {node} updates its running average of the variance, for later predictions."
        ),
    },
    "group_norm": {
        "mean": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the mean of each group of units over all positions of a sample."),
        "var": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the variance of each group of units over all positions of a sample."),
        "x̂": QT_TRANSLATE_NOOP("Sentences", "Layer {node} subtracts the mean and divides by the standard deviation."),
    },
    "layer_norm": {
        "mean": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the mean of each sample over the units."),
        "var": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the variance of each sample over the units."),
        "x̂": QT_TRANSLATE_NOOP("Sentences", "Layer {node} subtracts the mean and divides by the standard deviation."),
    },
}

# What the values of a cell are called, in the middle of a sentence.
GATES: dict[str, dict[str, str]] = {
    "lstm": {
        "input": QT_TRANSLATE_NOOP("Sentences", "input contribution"),
        "recurrent": QT_TRANSLATE_NOOP("Sentences", "recurrent contribution"),
        "i": QT_TRANSLATE_NOOP("Sentences", "input gate"),
        "f": QT_TRANSLATE_NOOP("Sentences", "forget gate"),
        "g": QT_TRANSLATE_NOOP("Sentences", "candidate"),
        "o": QT_TRANSLATE_NOOP("Sentences", "output gate"),
        "z_i": QT_TRANSLATE_NOOP("Sentences", "input gate"),
        "z_f": QT_TRANSLATE_NOOP("Sentences", "forget gate"),
        "z_g": QT_TRANSLATE_NOOP("Sentences", "candidate"),
        "z_o": QT_TRANSLATE_NOOP("Sentences", "output gate"),
        "c": QT_TRANSLATE_NOOP("Sentences", "memory"),
        "tanh c": QT_TRANSLATE_NOOP("Sentences", "tanh of the memory"),
        "kept": QT_TRANSLATE_NOOP("Sentences", "kept memory"),
        "added": QT_TRANSLATE_NOOP("Sentences", "written memory"),
    },
    "gru": {
        "input": QT_TRANSLATE_NOOP("Sentences", "input contribution"),
        "recurrent": QT_TRANSLATE_NOOP("Sentences", "recurrent contribution"),
        "r": QT_TRANSLATE_NOOP("Sentences", "reset gate"),
        "u": QT_TRANSLATE_NOOP("Sentences", "update gate"),
        "n": QT_TRANSLATE_NOOP("Sentences", "candidate"),
        "z_r": QT_TRANSLATE_NOOP("Sentences", "reset gate"),
        "z_z": QT_TRANSLATE_NOOP("Sentences", "update gate"),
        "z_n": QT_TRANSLATE_NOOP("Sentences", "candidate"),
        "x_r": QT_TRANSLATE_NOOP("Sentences", "input contribution to the reset gate"),
        "x_z": QT_TRANSLATE_NOOP("Sentences", "input contribution to the update gate"),
        "x_n": QT_TRANSLATE_NOOP("Sentences", "input contribution to the candidate"),
        "h_r": QT_TRANSLATE_NOOP("Sentences", "recurrent contribution to the reset gate"),
        "h_z": QT_TRANSLATE_NOOP("Sentences", "recurrent contribution to the update gate"),
        "h_n": QT_TRANSLATE_NOOP("Sentences", "recurrent contribution to the candidate"),
        "reset": QT_TRANSLATE_NOOP("Sentences", "part of the candidate that comes from the previous state"),
        "kept": QT_TRANSLATE_NOOP("Sentences", "kept part of the difference"),
        "h − n": QT_TRANSLATE_NOOP("Sentences", "difference between previous state and candidate"),
    },
    "rnn": {
        "input": QT_TRANSLATE_NOOP("Sentences", "input contribution"),
        "recurrent": QT_TRANSLATE_NOOP("Sentences", "recurrent contribution"),
    },
    "attention": {
        "in_proj": QT_TRANSLATE_NOOP("Sentences", "queries, keys and values"),
        "kv": QT_TRANSLATE_NOOP("Sentences", "keys and values"),
        "q": QT_TRANSLATE_NOOP("Sentences", "queries"),
        "k": QT_TRANSLATE_NOOP("Sentences", "keys"),
        "v": QT_TRANSLATE_NOOP("Sentences", "values"),
        "scores": QT_TRANSLATE_NOOP("Sentences", "scores"),
        "weights": QT_TRANSLATE_NOOP("Sentences", "attention weights"),
        "mix": QT_TRANSLATE_NOOP("Sentences", "weighted sum"),
        "heads": QT_TRANSLATE_NOOP("Sentences", "concatenated heads"),
    },
}

# By the key of a rule, where no table above knows the value.
FORWARD_RULES: dict[str, str] = {
    "affine": QT_TRANSLATE_NOOP(
        "Sentences", "Layer {node}: the inputs from {source}, each multiplied by its weight, plus the bias."
    ),
    "matmul": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: the inputs from {source}, each multiplied by its weight."),
    "add": QT_TRANSLATE_NOOP("Sentences", "Layer {node} adds up the values from its wires."),
    "add_bias": QT_TRANSLATE_NOOP("Sentences", "Layer {node} adds its bias."),
    "scale": QT_TRANSLATE_NOOP("Sentences", "Layer {node} takes the values from its wire unchanged."),
    **dict.fromkeys(
        ("constant_factor", "factor_of_each", "factor_of_all"),
        QT_TRANSLATE_NOOP("Sentences", "The contribution of {source} to layer {node} is multiplied by the factor of the wire."),
    ),
    "prelu": QT_TRANSLATE_NOOP("Sentences", "Layer {node} multiplies negative inputs by the slope that it has learned."),
    "transpose": QT_TRANSLATE_NOOP("Sentences", "Layer {node} transposes the weights that it shares."),
    "detach": QT_TRANSLATE_NOOP("Sentences", "Layer {node} takes the values of {source}; no gradient will flow back to it."),
    "concat": QT_TRANSLATE_NOOP("Sentences", "Layer {node} concatenates the values from its wires."),
    "patches": QT_TRANSLATE_NOOP(
        "Sentences", "Layer {node} collects, for each position of its kernel, the values of {source} that it covers."
    ),
    "max_pool": QT_TRANSLATE_NOOP("Sentences", "Layer {node} keeps the largest value in each window."),
    "average_pool": QT_TRANSLATE_NOOP("Sentences", "Layer {node} takes the mean of each window."),
    "mean_positions": QT_TRANSLATE_NOOP("Sentences", "Layer {node} takes the mean of each unit over all positions."),
    "flatten": QT_TRANSLATE_NOOP("Sentences", "Layer {node} puts the units of all positions into one vector."),
    "add_positions": QT_TRANSLATE_NOOP("Sentences", "Layer {node} adds a vector for each position."),
    "scores": QT_TRANSLATE_NOOP(
        "Sentences", "Layer {node} takes the dot product of each query with each key: how well they match."
    ),
    "causal_softmax": QT_TRANSLATE_NOOP(
        "Sentences", "Layer {node} turns the scores of each query into weights that add up to 1; later positions get 0."
    ),
    "softmax": QT_TRANSLATE_NOOP("Sentences", "Layer {node} turns its scores into weights that add up to 1."),
    "mix": QT_TRANSLATE_NOOP("Sentences", "Layer {node} adds up the values, each multiplied by its weight."),
    "mul": QT_TRANSLATE_NOOP("Sentences", "{what}: pruned ones count as 0."),
    "look_ahead": QT_TRANSLATE_NOOP(
        "Sentences", "{what}: where the velocity would lead; the forward and backward passes run at that point."
    ),
    "gate": QT_TRANSLATE_NOOP(
        "Sentences", "Layer {node} starts from its state before this window, or from 0 where the sequence begins."
    ),
    "columns": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: its learned initial state, the same for every sample."),
}

LOSS_RULES: dict[str, str] = {
    "add": QT_TRANSLATE_NOOP("Sentences", "The losses of the time steps are added up."),
    "targets_that_count": QT_TRANSLATE_NOOP("Sentences", "The number of targets in the batch that are not ignored."),
    "div": QT_TRANSLATE_NOOP("Sentences", "The sum of the losses is divided by the number of targets that are not ignored."),
    "output": QT_TRANSLATE_NOOP("Sentences", "The output of the network is the loss itself."),
}

BACKWARD_RULES: dict[str, str] = {
    "seed": QT_TRANSLATE_NOOP("Sentences", "The gradient starts at the loss: ∂L/∂L = 1."),
    "softmax_gradient": QT_TRANSLATE_NOOP(
        "Sentences",
        "Layer {node}: every output of softmax depends on every z, so the gradient of each z combines those of all outputs.",
    ),
    "add_up_patches": QT_TRANSLATE_NOOP(
        "Sentences",
        "The gradient flows back to layer {node}: every value gets the sum of the contributions of all patches that contain it.",
    ),
    "to_the_largest_of_the_window": QT_TRANSLATE_NOOP(
        "Sentences", "The gradient flows back to layer {node}: only the largest value of each window gets it."
    ),
    "spread_over_windows": QT_TRANSLATE_NOOP(
        "Sentences", "The gradient flows back to layer {node}: every value in a window gets an equal share."
    ),
    "spread_over_positions": QT_TRANSLATE_NOOP(
        "Sentences", "The gradient flows back to layer {node}: every position gets an equal share."
    ),
    "unflatten": QT_TRANSLATE_NOOP("Sentences", "The gradient flows back to layer {node}, each element to its own position."),
    "gradient_of_the_slope": QT_TRANSLATE_NOOP("Sentences", "{what}: δ times each negative input, summed over the samples."),
    "gradient_of_positions": QT_TRANSLATE_NOOP("Sentences", "{what}: δ at each position, summed over the samples."),
    "gradient_of_queries": QT_TRANSLATE_NOOP(
        "Sentences",
        "The gradient flows back to the queries of {node}: the sum of the keys, each multiplied by the gradient of its score.",
    ),
    "gradient_of_keys": QT_TRANSLATE_NOOP(
        "Sentences",
        "The gradient flows back to the keys of {node}: the sum of the queries, each multiplied by the gradient of its score.",
    ),
    "gradient_of_values": QT_TRANSLATE_NOOP(
        "Sentences", "The gradient flows back to the values of {node}, in proportion to their attention weights."
    ),
    "gradient_of_the_mix": QT_TRANSLATE_NOOP(
        "Sentences",
        "The gradient of an attention weight of {node}: the dot product of its value with the gradient of the weighted sum.",
    ),
    "causal_softmax_gradient": QT_TRANSLATE_NOOP(
        "Sentences",
        "Layer {node}: every output of softmax depends on every z, so the gradient of each z combines those of all outputs.",
    ),
    "negated": QT_TRANSLATE_NOOP(
        "Sentences", "The minus sign reverses the sign of the gradient on its way to the {part} of {node}."
    ),
    "join_rows": QT_TRANSLATE_NOOP("Sentences", "The gradients of all gates of {node} are concatenated."),
    "put_back": QT_TRANSLATE_NOOP("Sentences", "The gradient goes back into the matching rows of z in {node}."),
    "upper_rows": QT_TRANSLATE_NOOP("Sentences", "Layer {node} gets its part of the gradient of the concatenated input."),
    "lower_rows": QT_TRANSLATE_NOOP("Sentences", "Layer {node} gets its part of the gradient of the concatenated input."),
    "scale_gradient": QT_TRANSLATE_NOOP("Sentences", "The gradient is passed on unchanged to layer {node}."),
    "add_to_the_rows_used": QT_TRANSLATE_NOOP("Sentences", "{what}: only the rows that were looked up get a gradient."),
    "columns_gradient": QT_TRANSLATE_NOOP("Sentences", "{what}: δ, summed over the samples."),
    "gate_gradient": QT_TRANSLATE_NOOP("Sentences", "The gradient passes to layer {node} only where its state was carried over."),
    "times_the_scale": QT_TRANSLATE_NOOP("Sentences", "The gradient passes back through the scale of {node}: δ times the scale."),
    "normalize_gradient_of_x": QT_TRANSLATE_NOOP(
        "Sentences", "Straight through the normalisation to layer {node}: the gradient divided by the standard deviation."
    ),
    "gradient_of_the_mean": QT_TRANSLATE_NOOP("Sentences", "The mean of {node} also depends on every input: this is its gradient."),
    "gradient_of_the_variance": QT_TRANSLATE_NOOP(
        "Sentences", "The variance of {node} also depends on every input: this is its gradient."
    ),
    "gradient_through_the_variance": QT_TRANSLATE_NOOP(
        "Sentences",
        "Through the variance, the gradient reaches layer {node}: each input in proportion to its distance from the mean.",
    ),
    "spread_over_the_mean": QT_TRANSLATE_NOOP(
        "Sentences", "Through the mean, the gradient reaches layer {node}: every input equally."
    ),
    "over_b": QT_TRANSLATE_NOOP("Sentences", "The gradient is divided by the number of targets that are not ignored."),
    "look_ahead_gradient": QT_TRANSLATE_NOOP("Sentences", "{what}: the gradient used is the one at the look-ahead point."),
}

# What differs from these in a layer of attention.
ATTENTION_RULES: dict[str, str] = {
    **dict.fromkeys(
        ("softmax_gradient", "causal_softmax_gradient"),
        QT_TRANSLATE_NOOP(
            "Sentences",
            "Layer {node}: a weight depends on all scores of its query, so the gradient of a score combines those of all weights.",
        ),
    ),
    "join_rows": QT_TRANSLATE_NOOP("Sentences", "The gradients of the {part} of {node} are concatenated."),
    **dict.fromkeys(
        ("upper_rows", "lower_rows"),
        QT_TRANSLATE_NOOP("Sentences", "The {part} of {node}: its rows of the gradient of the concatenated heads."),
    ),
}

# Mistakes that are made on purpose, in words that do not name them.
MISTAKES: dict[str, str] = {
    "sigmoid_mistaken_derivative": QT_TRANSLATE_NOOP("Sentences", "Layer {node}: how steep is its activation at this point?"),
    "wrong_sign": QT_TRANSLATE_NOOP("Sentences", "{what}: the gradient that the update uses."),
    "accumulate": QT_TRANSLATE_NOOP("Sentences", "{what}: the gradient that the update uses."),
}

UPDATE_RULES: dict[str, str] = {
    "descend": QT_TRANSLATE_NOOP("Sentences", "{what}: a step against the gradient, scaled by the learning rate."),
    "wrong_sign": QT_TRANSLATE_NOOP(
        "Sentences", "{what}: the sign of the gradient is reversed, a deliberate mistake; the loss will rise."
    ),
    "ascend": QT_TRANSLATE_NOOP("Sentences", "{what}: the sign of the gradient is reversed, because the loss is to be maximised."),
    "running_maximum": QT_TRANSLATE_NOOP("Sentences", "{what}: the largest v so far, by which AMSGrad divides."),
    "accumulate": QT_TRANSLATE_NOOP(
        "Sentences", "{what}: without zero_grad, the gradient is added to those of the previous steps."
    ),
    "add_l1": QT_TRANSLATE_NOOP("Sentences", "{what}: L1 adds a constant pull towards 0 to the gradient."),
    "add_weight_decay": QT_TRANSLATE_NOOP("Sentences", "{what}: weight decay adds a multiple of the value to the gradient."),
    "weight_decay": QT_TRANSLATE_NOOP("Sentences", "{what}: weight decay brings every value a little closer to 0."),
    "momentum": QT_TRANSLATE_NOOP("Sentences", "{what}: a fraction of the velocity is kept, and the gradient is added."),
    "dampening": QT_TRANSLATE_NOOP(
        "Sentences", "How much of the gradient is added to the velocity: all of it in the first step, less afterwards."
    ),
    "damped_momentum": QT_TRANSLATE_NOOP(
        "Sentences", "{what}: a fraction of the velocity is kept, and a fraction of the gradient is added."
    ),
    "nesterov": QT_TRANSLATE_NOOP("Sentences", "{what}: Nesterov looks ahead with the gradient plus a fraction of the velocity."),
    "velocity": QT_TRANSLATE_NOOP(
        "Sentences", "{what}: a fraction of the velocity is kept, and the gradient, scaled by the learning rate, is subtracted."
    ),
    "move": QT_TRANSLATE_NOOP("Sentences", "{what}: a step along the velocity."),
    "first_moment": QT_TRANSLATE_NOOP("Sentences", "{what}: m, the running mean of the gradient."),
    "second_moment": QT_TRANSLATE_NOOP("Sentences", "{what}: v, the running mean of the squared gradient."),
    "bias_correction": QT_TRANSLATE_NOOP("Sentences", "A running mean starts at 0: {name} measures how far this one has built up."),
    "sum_of_squares": QT_TRANSLATE_NOOP("Sentences", "{what}: the squares of all gradients so far are added up."),
    "decayed_rate": QT_TRANSLATE_NOOP("Sentences", "The learning rate of this step; it shrinks from step to step."),
    "centered_variance": QT_TRANSLATE_NOOP("Sentences", "{what}: v minus the square of m is the variance of the gradient."),
    "scale_by_root": QT_TRANSLATE_NOOP("Sentences", "{what}: the gradient divided by the square root of its mean square."),
    "squared_norm": QT_TRANSLATE_NOOP(
        "Sentences", "{what}: for clipping, the squares of all entries of the gradient are added up."
    ),
    "add": QT_TRANSLATE_NOOP(
        "Sentences", "{what}: for clipping, the sum of the squares of this gradient is added to that of the others."
    ),
    "root": QT_TRANSLATE_NOOP("Sentences", "Clipping: the square root of this sum is the norm of the whole gradient."),
    "clip_coefficient": QT_TRANSLATE_NOOP(
        "Sentences", "Clipping: the factor that brings the norm down to the limit; 1 leaves the gradient unchanged."
    ),
    "clip_by_norm": QT_TRANSLATE_NOOP("Sentences", "{what}: the gradient is multiplied by the clipping factor."),
    "clip_by_value": QT_TRANSLATE_NOOP("Sentences", "{what}: clipping lets no entry of the gradient exceed the limit."),
}

# What the arrays of a network are called, at the beginning of a sentence.
NAMES: dict[str, str] = {
    "weight": QT_TRANSLATE_NOOP("Sentences", "Weights {name}"),
    "bias": QT_TRANSLATE_NOOP("Sentences", "Biases of {name}"),
    "weight_ih": QT_TRANSLATE_NOOP("Sentences", "Input weights of {name}"),
    "weight_hh": QT_TRANSLATE_NOOP("Sentences", "Recurrent weights of {name}"),
    "bias_ih": QT_TRANSLATE_NOOP("Sentences", "Input biases of {name}"),
    "bias_hh": QT_TRANSLATE_NOOP("Sentences", "Recurrent biases of {name}"),
    "in_proj_weight": QT_TRANSLATE_NOOP("Sentences", "Query, key and value weights of {name}"),
    "in_proj_bias": QT_TRANSLATE_NOOP("Sentences", "Query, key and value biases of {name}"),
    "out_proj.weight": QT_TRANSLATE_NOOP("Sentences", "Output weights of {name}"),
    "out_proj.bias": QT_TRANSLATE_NOOP("Sentences", "Output biases of {name}"),
    "h0": QT_TRANSLATE_NOOP("Sentences", "Initial state of {name}"),
    "c0": QT_TRANSLATE_NOOP("Sentences", "Initial memory of {name}"),
}

# Layers whose arrays have names of their own.
OWN_NAMES: dict[str, dict[str, str]] = {
    "batch_norm": {
        "weight": QT_TRANSLATE_NOOP("Sentences", "Scales of {name}"),
        "bias": QT_TRANSLATE_NOOP("Sentences", "Shifts of {name}"),
    },
    "layer_norm": {
        "weight": QT_TRANSLATE_NOOP("Sentences", "Scales of {name}"),
        "bias": QT_TRANSLATE_NOOP("Sentences", "Shifts of {name}"),
    },
    "group_norm": {
        "weight": QT_TRANSLATE_NOOP("Sentences", "Scales of {name}"),
        "bias": QT_TRANSLATE_NOOP("Sentences", "Shifts of {name}"),
    },
    "prelu": {
        "weight": QT_TRANSLATE_NOOP("Sentences", "Slopes of {name}"),
    },
    "positions": {
        "weight": QT_TRANSLATE_NOOP("Sentences", "Vectors of {name}"),
    },
    "conv": {
        "weight": QT_TRANSLATE_NOOP("Sentences", "Kernels of {name}"),
    },
    "embedding": {
        "weight": QT_TRANSLATE_NOOP("Sentences", "Vectors of {name}"),
    },
}
