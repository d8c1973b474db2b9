"""The loss as it is descended, and the loss of the best constant prediction."""

import math
import warnings

import torch
from torch.nn import functional

CLOSE = 1e-3  # a loss is told by its value
LOGITS = ("CrossEntropyLoss", "BCEWithLogitsLoss")  # criteria that contain a softmax or a sigmoid
# Steps of autograd that change no values.
RESHAPES = (
    "View", "UnsafeView", "ReshapeAlias", "Alias", "Squeeze", "Unsqueeze", "Select", "Slice", "Transpose", "Permute", "T", "Clone",
    "ToCopy",
)  # fmt: skip


def _shares(outputs, targets):
    """Logits of the best constant prediction of a classifier: the logarithms of the class frequencies."""
    if targets.dtype.is_floating_point:
        share = targets.flatten(0, -2).mean(0) if targets.dim() < 3 else targets.transpose(1, -1).flatten(0, -2).mean(0)
    else:
        counted = targets[(targets >= 0) & (targets < outputs.shape[1])]
        share = torch.bincount(counted.flatten(), minlength=outputs.shape[1]) / max(1, counted.numel())
    return share.clamp_min(1e-12).log().view(1, -1, *[1] * (outputs.dim() - 2))


def _mean(outputs, targets):
    return targets.mean(0, keepdim=True)


def _median(outputs, targets):
    return targets.median(0, keepdim=True).values


# The best constant prediction for each criterion.
CONSTANT = {
    "MSELoss": _mean, "L1Loss": _median, "HuberLoss": _median, "SmoothL1Loss": _median, "BCELoss": _mean,
    "BCEWithLogitsLoss": lambda outputs, targets: torch.logit(targets.mean(0, keepdim=True), 1e-12),
    "CrossEntropyLoss": _shares,
}  # fmt: skip
# The functions, with the criterion that each is.
LOSSES = {
    "mse_loss": "MSELoss", "l1_loss": "L1Loss", "huber_loss": "HuberLoss", "smooth_l1_loss": "SmoothL1Loss",
    "binary_cross_entropy": "BCELoss", "binary_cross_entropy_with_logits": "BCEWithLogitsLoss", "cross_entropy": "CrossEntropyLoss",
}  # fmt: skip


def entropy(targets, classes):
    """The mean cross-entropy of the best constant prediction of classes."""
    counted = targets[(targets >= 0) & (targets < classes)].flatten()
    share = torch.bincount(counted, minlength=1).double() / max(1, counted.numel())
    share = share[share > 0]
    return -(share * share.log()).sum()


def constant_losses(criterion, kind, outputs, targets):
    """What a criterion gives for the best constant prediction, and for outputs of 0 (of probabilities: of a half)."""
    answer = CONSTANT[kind](outputs, targets)
    nothing = torch.full_like(outputs, 0.5 if kind == "BCELoss" else 0.0)
    return criterion(answer.expand(outputs.shape).to(outputs.dtype), targets), criterion(nothing, targets)


def paired(outputs, targets):
    """Outputs and targets as a language model compares them, where they are such: each position with the next token."""
    yield outputs, targets
    if outputs.dim() == 3 and targets.dim() == 2 and not targets.is_floating_point():
        yield outputs.transpose(1, 2), targets
        yield outputs[:, :-1].flatten(0, 1), targets[:, 1:].flatten()


def recognised(value, outputs, targets):
    """The name of the loss function that gives this value, and outputs and targets as it takes them; None if none does."""
    with torch.no_grad(), warnings.catch_warnings():
        warnings.simplefilter("ignore")  # about shapes that do not fit: we try
        for given, wanted in paired(outputs, targets.detach()):
            for name in LOSSES:
                found = _tried(getattr(functional, name), given, wanted)
                if found is not None and abs(found - value.item()) <= CLOSE * abs(value.item()) + 1e-12:
                    return name, given, wanted
    return None


def _tried(function, outputs, targets):
    """What a loss function gives; None where it does not take such outputs and targets."""
    try:
        return function(outputs, targets).item()
    except (RuntimeError, ValueError, IndexError, TypeError):
        return None


def of_sigmoid(outputs):
    """Whether outputs are values of a sigmoid, whatever shape was given to them since."""
    node = outputs.grad_fn
    while node is not None and _kind(node) in RESHAPES:
        node = node.next_functions[0][0]
    return _kind(node) == "Sigmoid"


def _kind(node):
    return type(node).__name__.partition("Backward")[0]


def beyond(targets):
    """Lowest and highest of targets that are no probabilities; None of those between 0 and 1."""
    ends = [float(end) for end in targets.aminmax()] if targets.numel() and targets.is_floating_point() else [0.0, 1.0]
    return ends if all(map(math.isfinite, ends)) and (ends[0] < -CLOSE or ends[1] > 1 + CLOSE) else None


def probabilities(outputs):
    """Whether outputs are probabilities already: not below 0, and 1 together."""
    if outputs.dim() < 2 or outputs.shape[1] < 2 or not outputs.numel():
        return False
    return bool((outputs >= 0).all() and ((outputs.sum(1) - 1).abs() < 1e-3).all())


class Item:
    """One value of the loss; its `weight` is the gradient with respect to it, and `task` the backward pass that gave that."""

    def __init__(self, value, usual=None):
        self.value, (self.baseline, self.zero) = value.detach(), usual or (None, None)
        self.weight, self.task, self.called = None, None, False

    def arrived(self, gradient):
        """In the backward pass."""
        self.weight, self.task = gradient.detach().clone(), torch._C._current_graph_task_id()
