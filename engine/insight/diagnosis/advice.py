"""ADVICE: what a person can do next, for each cause, in one sentence."""

from __future__ import annotations

from engine.insight.diagnosis.finding import Finding
from engine.model.problem import text

ADVICE = {
    "not finite": text(
        "Check the inputs of the line that computed this value; then make the learning rate smaller, or clip the gradient."
    ),
    "undefined operation": text(
        "Keep what goes into a square root, a norm, a logarithm or a division away from 0: torch.sqrt(x + 1e-8), and "
        "log_softmax instead of log(softmax)."
    ),
    "nothing counts": text("Give some samples a target that is neither ignored nor masked, or remove the mask."),
    "wrong sign": text("Subtract the gradient: switch this mistake off, or set maximize=False in your own optimizer."),
    "no step": text("Call optimizer.step() after loss.backward()."),
    "unlike shapes": text("Give outputs and targets the same shape: unsqueeze(1) the targets, or squeeze(1) the outputs."),
    "target range": text(
        "For class numbers, use cross-entropy with one output per class; for quantities, use squared error, or scale them to "
        "between 0 and 1."
    ),
    "softmax twice": text("Give the criterion the outputs before softmax, or use NLLLoss on log_softmax."),
    "other model": text("Create the optimizer with the parameters of the model that you train."),
    "cut off": text("Look for a factor of 0, a mask or dead units between there and the loss."),
    "attention": text("Normalise queries and keys, scale the logits down, or start with smaller weights."),
    "saturated attention": text("Divide the scores by √d, start with smaller weights, or make the learning rate smaller."),
    "cleared": text("Call zero_grad() before backward(), not between backward() and step()."),
    "no gradient": text("Compute the loss from the outputs themselves, before they are rounded, compared or turned into numbers."),
    "detached": text("Remove the detach() or no_grad(); if it is intended, leave the affected parameters out of the optimizer."),
    "not in the optimizer": text("Pass model.parameters() to the optimizer after all layers have been created."),
    "not registered": text("Keep such layers in nn.ModuleList, nn.ModuleDict or nn.Sequential, and create them in __init__()."),
    "zero_grad": text("Set the gradients to zero before each backward pass."),
    "derivative of the output": text("Switch this mistake off, so that σ′ is evaluated at the input."),
    "pair": text("Choose an output activation and a loss that go together."),
    "output": text(
        "Choose an output activation whose range includes the targets, or initial weights for which its slope is not 0."
    ),
    "input scale": text("Standardise the inputs: mean 0, standard deviation 1."),
    "target scale": text("Standardise the targets, and scale the predictions back."),
    "one target": text("Add samples with different targets."),
    "sorted": text("Shuffle the samples in every epoch."),
    "no positions": text("Add positions to the tokens, learned or as sines, before the first attention."),
    "symmetric": text("Draw the initial weights at random."),
    "frozen": text("Unfreeze these parameters."),
    "few values": text("Use larger batches or more units, or remove the normalisation layer."),
    "dropout": text("Switch off fewer units: a fifth is usual, half is a lot."),
    "initial scale": text("Start with weights whose size matches the activation: He or Xavier initialisation."),
    "weight decay": text("Make the weight decay ten times smaller, or leave it out."),
    "learning rate": text("Make the learning rate ten times smaller."),
    "dead": text("Use leaky ReLU, or start with biases that are not so far below 0."),
    "cancels": text("Remove the normalisation layer, or put a layer with an activation function between it and the sum."),
    "vanishing by depth": text("Add normalisation layers or residual connections, or use ReLU with He initialisation."),
    "exploding by depth": text("Start with smaller weights, or clip the gradient norm."),
    "vanishing through time": text("Use an LSTM or GRU that starts with open gates."),
    "exploding through time": text("Clip the gradient norm, or start with orthogonal recurrent weights."),
    "unreached positions": text(
        "Use larger kernels, let the output attend to all positions, or take the mean over them; check which targets count."
    ),
    "short window": text("Double the window k2, so that gradients reach further back."),
    "linear": text(
        "Put an activation function such as tanh between the layers; if there is no hidden layer, add "
        "one with an activation function."
    ),
    "no bias": text("Add a bias there."),
    "clipping": text("Raise the limit on the gradient norm, or do not clip."),
    "schedule": text("Keep the learning rate constant, or let it fall later."),
    "oscillation": text("Make the learning rate ten times smaller, or use larger batches."),
    "slow": text("Make the learning rate larger: first try a hundred times its current value."),
    "saturated": text("Start with smaller weights, or add normalisation layers."),
    "by heart": text("Stop where the held-out loss was lowest; more samples, fewer units or dropout may also help."),
    "too small": text("Add units, or another hidden layer."),
    "nothing learned": text(
        "Check whether each input still belongs to its target, and whether the model can see what the target depends on: "
        "attention, for example, cannot tell positions apart unless they are encoded. Otherwise train for longer."
    ),
    "solved": text("There is nothing left to do here except test the network on samples it has not seen."),
    "floor": text("More training will not help; different inputs, more units or different data may."),
    "noise": text("Larger batches or a smaller learning rate would show whether there is more to gain."),
    "plateau": text("Keep training: such a plateau usually ends by itself, and sooner with Adam or momentum."),
}


def advice(finding: Finding) -> str:
    """What to do next about a finding, to be translated; "" for what is overcome."""
    return "" if finding.overcome else ADVICE.get(finding.cause, "")
