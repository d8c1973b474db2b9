"""The terms of the glossary and what they mean, in a sentence each."""

from __future__ import annotations

from gui.look.i18n import QT_TRANSLATE_NOOP

# term -> (its name, its meaning)
TERMS = {
    "forward": (
        QT_TRANSLATE_NOOP("Glossary", "Forward pass"),
        QT_TRANSLATE_NOOP("Glossary", "The computation from the input to the output."),
    ),
    "loss": (
        QT_TRANSLATE_NOOP("Glossary", "Loss"),
        QT_TRANSLATE_NOOP(
            "Glossary", "A number that measures how far the outputs are from the targets; training makes it smaller."
        ),
    ),
    "backward": (
        QT_TRANSLATE_NOOP("Glossary", "Backward pass"),
        QT_TRANSLATE_NOOP("Glossary", "Carries the gradient of the loss from the output to the input; no weight changes yet."),
    ),
    "update": (
        QT_TRANSLATE_NOOP("Glossary", "Weight update"),
        QT_TRANSLATE_NOOP("Glossary", "The optimizer moves each weight a little against its gradient."),
    ),
    "backpropagation": (
        QT_TRANSLATE_NOOP("Glossary", "Backpropagation"),
        QT_TRANSLATE_NOOP("Glossary", "Computes all gradients in one backward pass by the chain rule."),
    ),
    "chain rule": (
        QT_TRANSLATE_NOOP("Glossary", "Chain rule"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The derivative along a path is the product of its local derivatives; the derivatives along several paths add up.",
        ),
    ),
    "weights": (
        QT_TRANSLATE_NOOP("Glossary", "Weight"),
        QT_TRANSLATE_NOOP("Glossary", "A number by which an input is multiplied; training adjusts it."),
    ),
    "bias": (
        QT_TRANSLATE_NOOP("Glossary", "Bias"),
        QT_TRANSLATE_NOOP("Glossary", "A number that is added to the weighted sum of a neuron."),
    ),
    "gradients": (
        QT_TRANSLATE_NOOP("Glossary", "Gradient"),
        QT_TRANSLATE_NOOP("Glossary", "How fast the loss changes as a value changes: ∂L/∂w."),
    ),
    "activations": (
        QT_TRANSLATE_NOOP("Glossary", "Activation"),
        QT_TRANSLATE_NOOP("Glossary", "The output of a neuron: its activation function applied to its weighted sum z."),
    ),
    "deltas": (
        QT_TRANSLATE_NOOP("Glossary", "Delta (δ)"),
        QT_TRANSLATE_NOOP("Glossary", "∂L/∂z, the gradient of the loss with respect to the weighted sum z of a neuron."),
    ),
    "updates": (
        QT_TRANSLATE_NOOP("Glossary", "Update"),
        QT_TRANSLATE_NOOP(
            "Glossary", "New weight minus old weight: with plain gradient descent, minus the learning rate times the gradient."
        ),
    ),
    "learning rate": (
        QT_TRANSLATE_NOOP("Glossary", "Learning rate"),
        QT_TRANSLATE_NOOP("Glossary", "How large a step the optimizer takes against the gradient."),
    ),
    "epoch": (QT_TRANSLATE_NOOP("Glossary", "Epoch"), QT_TRANSLATE_NOOP("Glossary", "One pass over all the samples in the data.")),
    "batch": (
        QT_TRANSLATE_NOOP("Glossary", "Batch"),
        QT_TRANSLATE_NOOP("Glossary", "The samples that one training step processes together."),
    ),
    "vanishing": (
        QT_TRANSLATE_NOOP("Glossary", "Vanishing gradient"),
        QT_TRANSLATE_NOOP("Glossary", "The gradient becomes so small on its way back that early layers hardly learn."),
    ),
    "exploding": (
        QT_TRANSLATE_NOOP("Glossary", "Exploding gradient"),
        QT_TRANSLATE_NOOP("Glossary", "The gradient grows on its way back until the updates destroy what was learned."),
    ),
    "saturation": (
        QT_TRANSLATE_NOOP("Glossary", "Saturation"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "The state of a neuron on the flat part of its activation function: its slope there is almost 0, "
            "so almost no gradient passes.",
        ),
    ),
    "dead": (
        QT_TRANSLATE_NOOP("Glossary", "Dead ReLU"),
        QT_TRANSLATE_NOOP("Glossary", "A ReLU neuron that is 0 for every sample: no gradient reaches its weights any more."),
    ),
    "recurrent": (
        QT_TRANSLATE_NOOP("Glossary", "Recurrent network (RNN)"),
        QT_TRANSLATE_NOOP("Glossary", "A network in which a layer also sees its own value from the previous time step."),
    ),
    "bptt": (
        QT_TRANSLATE_NOOP("Glossary", "Backpropagation through time"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Unrolls a recurrent network over its time steps and carries the gradient back through all of them."
        ),
    ),
    "clipping": (
        QT_TRANSLATE_NOOP("Glossary", "Gradient clipping"),
        QT_TRANSLATE_NOOP("Glossary", "Limits the size of the gradients before the update."),
    ),
    "initialization": (
        QT_TRANSLATE_NOOP("Glossary", "Weight initialisation"),
        QT_TRANSLATE_NOOP(
            "Glossary", "How the initial weights are drawn; this determines whether signals and gradients keep their size."
        ),
    ),
    "gradient check": (
        QT_TRANSLATE_NOOP("Glossary", "Gradient check"),
        QT_TRANSLATE_NOOP("Glossary", "Compares the computed gradient with a numerical derivative of the loss."),
    ),
    "task": (
        QT_TRANSLATE_NOOP("Glossary", "Task"),
        QT_TRANSLATE_NOOP(
            "Glossary", "What a network should learn: to predict numbers (regression), or to tell two or more classes apart."
        ),
    ),
    "optimizer": (
        QT_TRANSLATE_NOOP("Glossary", "Optimizer"),
        QT_TRANSLATE_NOOP("Glossary", "The rule that turns gradients into updates of the weights, such as SGD, momentum or Adam."),
    ),
    "target": (
        QT_TRANSLATE_NOOP("Glossary", "Target"),
        QT_TRANSLATE_NOOP("Glossary", "The answer that the data give for a sample; the loss compares the output with it."),
    ),
    "prediction": (
        QT_TRANSLATE_NOOP("Glossary", "Prediction"),
        QT_TRANSLATE_NOOP("Glossary", "The output of the network for a sample: its guess at the target."),
    ),
    "sample": (
        QT_TRANSLATE_NOOP("Glossary", "Sample"),
        QT_TRANSLATE_NOOP("Glossary", "One example in the data: its inputs and its targets."),
    ),
    "neuron": (
        QT_TRANSLATE_NOOP("Glossary", "Neuron (unit)"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Adds its weighted inputs and its bias to get z, and passes z through its activation function."
        ),
    ),
    "layer": (
        QT_TRANSLATE_NOOP("Glossary", "Layer"),
        QT_TRANSLATE_NOOP("Glossary", "Neurons that compute at the same time from the same inputs."),
    ),
    "hidden state": (
        QT_TRANSLATE_NOOP("Glossary", "Hidden state"),
        QT_TRANSLATE_NOOP("Glossary", "The activation of a recurrent layer, which it passes on to itself at the next time step."),
    ),
    "time step": (
        QT_TRANSLATE_NOOP("Glossary", "Time step"),
        QT_TRANSLATE_NOOP("Glossary", "One position in a sequence; the same weights are used at every time step."),
    ),
    "truncation": (
        QT_TRANSLATE_NOOP("Glossary", "Truncated BPTT"),
        QT_TRANSLATE_NOOP("Glossary", "The gradient goes back only k2 time steps: less memory, but no learning from further back."),
    ),
    "lstm": (
        QT_TRANSLATE_NOOP("Glossary", "LSTM"),
        QT_TRANSLATE_NOOP(
            "Glossary", "A recurrent layer with a memory cell and gates, through which gradients survive many time steps."
        ),
    ),
    "gru": (
        QT_TRANSLATE_NOOP("Glossary", "GRU"),
        QT_TRANSLATE_NOOP("Glossary", "A recurrent layer with two gates, and without a memory cell of its own."),
    ),
    "gate": (
        QT_TRANSLATE_NOOP("Glossary", "Gate"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "A value between 0 and 1 that says how much of something passes: 0 lets nothing through, "
            "and 1 lets everything through.",
        ),
    ),
    "forget gate": (
        QT_TRANSLATE_NOOP("Glossary", "Forget gate"),
        QT_TRANSLATE_NOOP(
            "Glossary", "The gate of an LSTM that says how much of its memory is kept; the gradient is multiplied by it."
        ),
    ),
    "jacobian": (
        QT_TRANSLATE_NOOP("Glossary", "Jacobian"),
        QT_TRANSLATE_NOOP("Glossary", "The matrix of all derivatives of one layer or time step with respect to an earlier one."),
    ),
    "singular value": (
        QT_TRANSLATE_NOOP("Glossary", "Singular value"),
        QT_TRANSLATE_NOOP(
            "Glossary",
            "How much a matrix stretches vectors in one direction; the largest singular value is the matrix's spectral norm.",
        ),
    ),
    "spectral radius": (
        QT_TRANSLATE_NOOP("Glossary", "Spectral radius"),
        QT_TRANSLATE_NOOP(
            "Glossary", "The largest absolute eigenvalue ρ(W) of a recurrent matrix: below 1, gradients tend to vanish."
        ),
    ),
    "slope": (
        QT_TRANSLATE_NOOP("Glossary", "Slope of the activation (f′)"),
        QT_TRANSLATE_NOOP("Glossary", "How fast the activation changes with z; the gradient is multiplied by it on its way back."),
    ),
    "momentum": (
        QT_TRANSLATE_NOOP("Glossary", "Momentum"),
        QT_TRANSLATE_NOOP("Glossary", "An optimizer's memory of past gradients: steps in the same direction become longer."),
    ),
    "regularisation": (
        QT_TRANSLATE_NOOP("Glossary", "Weight decay (L1, L2)"),
        QT_TRANSLATE_NOOP("Glossary", "Pulls every weight a little towards 0 in each step, so that none grows needlessly."),
    ),
    "normalisation": (
        QT_TRANSLATE_NOOP("Glossary", "Normalisation"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Gives the values of a layer mean 0 and standard deviation 1: BatchNorm over samples, LayerNorm over units."
        ),
    ),
    "residual": (
        QT_TRANSLATE_NOOP("Glossary", "Residual (skip) connection"),
        QT_TRANSLATE_NOOP("Glossary", "Adds the input of layers to their output, so that gradients have a way around them."),
    ),
    "dropout": (
        QT_TRANSLATE_NOOP("Glossary", "Dropout"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Switches off random units during training, so that no unit comes to rely on any one other unit."
        ),
    ),
    "convolution": (
        QT_TRANSLATE_NOOP("Glossary", "Convolution"),
        QT_TRANSLATE_NOOP("Glossary", "Applies the same small kernel of weights at every position of an image or a sequence."),
    ),
    "attention": (
        QT_TRANSLATE_NOOP("Glossary", "Attention"),
        QT_TRANSLATE_NOOP(
            "Glossary", "Each position takes a weighted mean of the values at all positions; the weights depend on the data."
        ),
    ),
    "softmax": (
        QT_TRANSLATE_NOOP("Glossary", "Softmax"),
        QT_TRANSLATE_NOOP("Glossary", "Turns numbers into probabilities that add up to 1."),
    ),
    "logit": (
        QT_TRANSLATE_NOOP("Glossary", "Logit"),
        QT_TRANSLATE_NOOP("Glossary", "An output before sigmoid or softmax turns it into a probability."),
    ),
    "learning curve": (
        QT_TRANSLATE_NOOP("Glossary", "Loss curve"),
        QT_TRANSLATE_NOOP("Glossary", "The loss at every training step: as long as it falls, the network is learning."),
    ),
}
