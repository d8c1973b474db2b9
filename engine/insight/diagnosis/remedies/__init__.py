"""REMEDIES: each takes an experiment and gives another one; whether it helps is measured, not believed."""

from __future__ import annotations

from engine.insight.diagnosis.remedies import names as way
from engine.insight.diagnosis.remedies.data import identity_output, more_samples, pair, scale_targets, standardise
from engine.insight.diagnosis.remedies.layers import (
    activate,
    biases,
    cell,
    hidden_layer,
    initialise,
    narrower,
    nonlinear,
    open_gates,
    orthogonal,
    random_start,
    scaled,
    wider,
)  # fmt: skip
from engine.insight.diagnosis.remedies.positions import attend, average, larger_kernels, with_positions
from engine.insight.diagnosis.remedies.remedy import Remedy
from engine.insight.diagnosis.remedies.training import (
    DROPOUT,
    adam,
    clip,
    constant_rate,
    decay,
    downhill,
    larger_batch,
    less_dropout,
    no_clip,
    no_decay,
    rate,
    shuffle,
    unfreeze,
    warm_up,
    window,
    without,
)  # fmt: skip
from engine.insight.diagnosis.remedies.wiring import dropout, norm, relu_norm, residual, without_norm
from engine.model.problem import text

REMEDIES = {
    row.name: row
    for row in (
        Remedy(way.PAIR, text("Matching output and loss"), text("The output activation and loss that match the targets."), pair),
        Remedy(
            way.STANDARDISE,
            text("Standardise the inputs"),
            text("Every input column is rescaled to mean 0 and standard deviation 1; new samples must be scaled in the same way."),
            standardise,
        ),
        Remedy(
            way.INITIALISE,
            text("Matching initialisation"),
            text("He for the ReLU family, Xavier for the others; weights you set in these layers are replaced by new random ones."),
            initialise,
        ),
        Remedy(
            way.SCALED,
            text("Divide the scores by √d"),
            text("Attention scores are divided by √(units per head): their variance is then about 1."),
            scaled,
        ),
        Remedy(
            way.ORTHOGONAL,
            text("Orthogonal initialisation"),
            text("Orthogonal matrices preserve the norm of every signal, forward and backward (Saxe et al. 2014)."),
            orthogonal,
        ),
        Remedy(
            way.RELU_HE,
            text("ReLU with He initialisation"),
            text("Slope 1 where a unit is active; some units may die."),
            activate("relu", "he_normal"),
        ),
        Remedy(
            way.LEAKY,
            text("Leaky ReLU with He initialisation"),
            text("Like ReLU, but no unit can die."),
            activate("leaky_relu", "he_normal"),
        ),
        Remedy(
            way.SELU,
            text("SELU"),
            text("Keeps mean 0 and variance 1 by itself; needs normally distributed initial weights with variance 1/n."),
            activate("selu", "xavier_normal"),
        ),
        Remedy(
            way.TANH_XAVIER,
            text("Tanh with Xavier initialisation"),
            text("Slope 1 at 0, four times that of the sigmoid; gradients still vanish in very deep stacks."),
            activate("tanh", "xavier_uniform"),
        ),
        Remedy(
            way.RELU_NORM,
            text("ReLU with BatchNorm"),
            text(
                "Slope 1 where a unit is active, and inputs to the ReLU with mean 0 and variance 1: "
                "the most reliable choice in deep stacks. Batches must not be too small."
            ),
            relu_norm,
        ),
        Remedy(
            way.BATCH_NORM,
            text("BatchNorm"),
            text(
                "Every layer sees inputs with mean 0 and variance 1. The price: at initialisation the gradient grows by a "
                "factor of 1.2 to 1.4 per layer (Yang et al. 2019)."
            ),
            norm("batch_norm"),
        ),
        Remedy(
            way.LAYER_NORM,
            text("LayerNorm"),
            text("Like BatchNorm, but over the units of each sample, so it does not depend on the batch."),
            norm("layer_norm"),
        ),
        Remedy(
            way.RESIDUAL,
            text("Residual connections"),
            text(
                "The gradient bypasses every layer unchanged; the bypassed layers start with a tenth of the "
                "usual weights, because at full size a deep ReLU stack explodes."
            ),
            residual,
        ),
        Remedy(
            way.LOWER_RATE,
            text("Smaller learning rate"),
            text("A tenth of the learning rate, but no higher than is typical for the optimizer; slower but steadier."),
            rate(0.1),
        ),
        Remedy(
            way.RAISE_RATE,
            text("Larger learning rate"),
            text("A hundred times the learning rate, but no lower than is typical for the optimizer."),
            rate(100.0),
        ),
        Remedy(
            way.ADAM,
            text("Adam"),
            text("Steps of similar size for all weights, at learning rate 0.01; stores two more values per weight."),
            adam,
        ),
        Remedy(
            way.CLIP,
            text("Clip the gradient norm"),
            text("Limits the gradient norm to 1. This tames exploding gradients; it does not restore vanished ones."),
            clip,
        ),
        Remedy(
            way.OPEN_GATES,
            text("Open gates"),
            text(
                "Bias 3 on the gate that keeps the memory: without it, an untrained cell forgets half of its "
                "memory at every time step."
            ),
            open_gates,
        ),
        Remedy(
            way.LSTM,
            text("LSTM with an open forget gate"),
            text(
                "A memory updated by addition, not through a weight matrix; four times as many weights as a plain recurrent layer."
            ),
            cell("lstm"),
        ),
        Remedy(
            way.GRU,
            text("GRU with an open update gate"),
            text("A gated memory with three times as many weights as a plain recurrent layer."),
            cell("gru"),
        ),
        Remedy(
            way.WINDOW,
            text("Longer window"),
            text("Truncated BPTT cannot learn dependencies longer than its window; doubling k2 doubles the computing time."),
            window,
        ),
        Remedy(
            way.KERNELS,
            text("Larger kernels"),
            text("Kernels long enough for the first position to reach the last through all layers; each has more weights."),
            larger_kernels,
        ),
        Remedy(
            way.ATTEND,
            text("Attention before the output"),
            text("Every position can look at every other, however far away; learned positions tell them apart."),
            attend,
        ),
        Remedy(
            way.POSITIONS,
            text("Positions"),
            text("A learned vector for each position is added to its token, so that attention knows their order."),
            with_positions,
        ),
        Remedy(
            way.AVERAGE,
            text("Mean over all positions"),
            text("All positions count equally, wherever something was found; their order is lost."),
            average,
        ),
        Remedy(
            way.NONLINEAR,
            text("Tanh in the hidden layers"),
            text(
                "Linear layers in a row amount to a single linear layer: only an activation function between "
                "them lets the curve or boundary bend."
            ),
            nonlinear("tanh", "xavier_uniform"),
        ),
        Remedy(
            way.NONLINEAR_RELU,
            text("ReLU in the hidden layers"),
            text("The curve or boundary is then made of straight pieces that meet in sharp bends."),
            nonlinear("relu", "he_normal"),
        ),
        Remedy(
            way.HIDDEN_LAYER,
            text("A hidden layer"),
            text("Eight tanh units before the output: with them, the curve or boundary can bend."),
            hidden_layer,
        ),
        Remedy(
            way.RANDOM,
            text("Random initial weights"),
            text("Units that start alike receive the same gradient and stay alike; random weights make them differ."),
            random_start,
        ),
        Remedy(
            way.BIAS,
            text("Add biases"),
            text("Without biases, the weighted sums of a layer are 0 whenever all its inputs are 0."),
            biases,
        ),
        Remedy(
            way.WIDER,
            text("More hidden units"),
            text("Four times as many units in every hidden layer: more bends, and more work for each step."),
            wider,
        ),
        Remedy(
            way.IDENTITY_OUTPUT,
            text("Output without activation"),
            text("The loss then sees the weighted sums themselves, whatever their size and sign."),
            identity_output,
        ),
        Remedy(
            way.SCALE_TARGETS,
            text("Standardise the targets"),
            text("Every target column is rescaled to mean 0 and standard deviation 1; predictions must be scaled back."),
            scale_targets,
        ),
        Remedy(
            way.NO_DECAY,
            text("No weight decay"),
            text("Neither weight decay nor L1: only the data determine how large the weights become."),
            no_decay,
        ),
        Remedy(way.NO_CLIP, text("No gradient clipping"), text("Each step uses the unclipped gradient."), no_clip),
        Remedy(
            way.CONSTANT_RATE,
            text("Constant learning rate"),
            text("The full learning rate at every step, without warm-up or decay."),
            constant_rate,
        ),
        Remedy(
            way.WARM_UP,
            text("Warm up the learning rate"),
            text("It rises from a hundredth of its full size over 200 steps: steps stay small while gradients are large."),
            warm_up,
        ),
        Remedy(way.UNFREEZE, text("Unfreeze all parameters"), text("Every weight and bias is trained."), unfreeze),
        Remedy(
            way.SHUFFLE,
            text("Shuffle the samples"),
            text("A new order in every epoch, so that each batch resembles the whole data set."),
            shuffle,
        ),
        Remedy(
            way.LARGER_BATCH,
            text("Larger batches"),
            text("Up to 32 samples in each step: steadier statistics, fewer steps per epoch."),
            larger_batch,
        ),
        Remedy(
            way.LESS_DROPOUT,
            text("Less dropout"),
            text("At most a fifth of the units are switched off at each step."),
            less_dropout(DROPOUT),
        ),
        Remedy(
            way.NO_DROPOUT,
            text("No dropout"),
            text("Every unit takes part in every step; small networks can spare none."),
            less_dropout(0.0),
        ),
        Remedy(
            way.MORE_SAMPLES,
            text("More samples"),
            text("Eight times as many, generated in the same way: too many to remember one by one."),
            more_samples,
        ),
        Remedy(
            way.DECAY,
            text("Weight decay"),
            text("Each step shrinks the weights slightly, so only what many samples support remains."),
            decay,
        ),
        Remedy(
            way.NARROWER,
            text("Fewer hidden units"),
            text("Half as many units in every hidden layer: less room to remember individual samples."),
            narrower,
        ),
        Remedy(
            way.DROPOUT,
            text("Dropout"),
            text(
                "At each step, half of the hidden units are switched off, so none can rely on the others (Srivastava et al. 2014)."
            ),
            dropout,
        ),
        Remedy(
            way.WITHOUT_NORM,
            text("No normalisation layers"),
            text("The activation of each removed layer moves to the layer before it."),
            without_norm,
        ),
        Remedy(
            way.ZERO_GRAD,
            text("Zero the gradients"),
            text("Each step uses its own gradient, instead of the sum of all gradients so far."),
            without("zero_grad", True),
        ),
        Remedy(
            way.RIGHT_SIGN,
            text("Step against the gradient"),
            text("The update subtracts the gradient, so the loss falls."),
            downhill,
        ),
        Remedy(
            way.RIGHT_DERIVATIVE,
            text("Derivative at the input"),
            text("σ′ is evaluated at the input of the sigmoid, where it belongs."),
            without("derivative_of_output", False),
        ),
    )
}
