"""Mistakes that were switched on, and settings that keep a network from learning whatever its weights are."""

from __future__ import annotations

from engine.insight.diagnosis.evidence import TINY
from engine.insight.diagnosis.facts import Facts
from engine.insight.diagnosis.finding import ERROR, WARNING, Finding
from engine.insight.diagnosis.reading import MUCH, Seen, late, losses, noise_is_left, number, stuck
from engine.insight.diagnosis.remedies import names as way
from engine.insight.diagnosis.state import FALL, FLOOR, NOISE, SLOW, fall, solved, state_of
from engine.library.drawing import parameter_shapes
from engine.library.layers import LAYER_TYPES, node_settings
from engine.library.optimizers import setting
from engine.model.network import Choice
from engine.model.problem import text
from engine.program.targets import NO_TARGETS

FEW = 4  # values over which a norm takes its statistics: two give ±1 whatever they are
PRESSED = 0.3  # of what the norm of the weights once was
MUCH_DROPOUT = 0.8
FARTHEST = 1e-4  # a step: ten thousand of them change a weight by 1
SORTED = 0.5  # of the variance of the targets lies between batches


def nothing_counts(known: Facts, seen: Seen) -> Finding | None:
    """Every target is ignored or masked, or those of some training steps."""
    if known.targets.counted and NO_TARGETS in known.warnings:
        return Finding("nothing counts", WARNING, NO_TARGETS.message)
    if known.targets.counted:
        return None
    return Finding("nothing counts", ERROR, text("Every target is ignored or masked, so there is nothing to learn."))


def wrong_sign(known: Facts, seen: Seen) -> Finding | None:
    """The step goes up the gradient."""
    added, turned = known.experiment.training.wrong_sign, bool(setting(known.experiment.optimizer, "maximize"))
    if added == turned:  # adding a gradient whose sign was reversed goes down
        return None
    return Finding(
        "wrong sign",
        ERROR,
        text("The update adds the gradient instead of subtracting it: every step raises the loss.")
        if added
        else text("The optimizer maximises: every step raises the loss."),
        evidence=losses(known, seen),
        remedies=(way.RIGHT_SIGN,),
    )


def not_zeroed(known: Facts, seen: Seen) -> Finding | None:
    """Gradients add up from step to step."""
    if known.experiment.training.zero_grad:
        return None
    return Finding(
        "zero_grad",
        ERROR,
        text(
            "Gradients are never reset to zero: each step uses the sum of all gradients so far, so the weights "
            "oscillate around the minimum instead of settling there."
        ),
        evidence=losses(known, seen),
        remedies=(way.ZERO_GRAD,),
    )


def derivative(known: Facts, seen: Seen) -> Finding | None:
    """σ′ at the output."""
    training = known.experiment.training
    if not training.derivative_of_output or not any(n.activation.name == "sigmoid" for n in known.experiment.network.nodes):
        return None
    return Finding(
        "derivative of the output",
        ERROR if _fails(known, seen) else WARNING,
        text("σ′ is evaluated at the output of the sigmoid instead of its input: the gradient is wrong."),
        evidence=losses(known, seen),
        remedies=(way.RIGHT_DERIVATIVE,),
    )


def frozen(known: Facts, seen: Seen) -> Finding | None:
    """What would have to change is frozen."""
    last, names = seen[-1], known.experiment.training.freeze
    if not names or last.slope is None or not _fails(known, seen):
        return None
    bare = not any(len(shape) > 1 and name not in names for name, shape in parameter_shapes(known.experiment.network).items())
    if not bare and not last.slope.frozen > 3 * last.slope.gradient:
        return None
    return Finding(
        "frozen",
        ERROR,
        text("All weights are frozen, so only biases can change.")
        if bare
        else text("The parameters that would have to change are frozen: their gradient is {ratio}× that of the others."),
        {"ratio": number(last.slope.frozen / max(last.slope.gradient, TINY))},
        _nodes(names),
        last.step,
        (
            (text("gradient of the frozen parameters"), number(last.slope.frozen)),
            (text("gradient of the other parameters"), number(last.slope.gradient)),
        ),
        (way.UNFREEZE,),
    )


def clipped(known: Facts, seen: Seen) -> Finding | None:
    """A limit far below the gradient makes every step as small as the limit; Adam does not care."""
    last, clip = seen[-1], known.experiment.training.clip
    if clip is None or last.slope is None or known.experiment.optimizer.name not in ("sgd", "nag"):
        return None
    limit = float(min(clip.values()))
    farthest = limit * _longest(known.experiment.optimizer)
    below = limit < 0.05 * last.slope.gradient
    if not (below or farthest < FARTHEST) or (state_of(known, seen) != SLOW and not _slow_at(known, seen)):
        return None
    return Finding(
        "clipping",
        ERROR,
        text("Clipping limits the steps too much: the gradient norm is {norm}, but it is clipped to {limit}.")
        if below
        else text("Clipping limits the steps too much: whatever the gradient, no step can move a weight by more than {farthest}."),
        {"norm": number(last.slope.gradient), "limit": number(limit), "farthest": number(farthest)},
        step=last.step,
        evidence=losses(known, seen),
        remedies=(way.NO_CLIP, way.ADAM),
    )


def _longest(optimizer: Choice) -> float:
    """How far gradient descent goes in the end for a gradient of 1."""
    return float(setting(optimizer, "learning_rate") or 0.0) / (1 - float(setting(optimizer, "momentum") or 0.0))


def schedule(known: Facts, seen: Seen) -> Finding | None:
    """The schedule has brought the rate down, or has not yet brought it up, while there is much to learn."""
    last = seen[-1]
    if last.step == 0 or last.rate > 0.02 or solved(known, seen) or fall(seen) > FALL or last.loss < MUCH * known.baseline:
        return None
    return Finding(
        "schedule",
        ERROR,
        text("The schedule leaves only {share} of the learning rate, while there is still much to learn."),
        {"share": f"{last.rate:.1e}"},
        step=last.step,
        evidence=losses(known, seen),
        remedies=(way.CONSTANT_RATE,),
    )


def decay(known: Facts, seen: Seen) -> Finding | None:
    """Weight decay or L1 that outweighs the gradient, or that overshoots 0 by itself."""
    last, optimizer = seen[-1], known.experiment.optimizer
    share = float(setting(optimizer, "weight_decay") or 0.0)
    rate = float(setting(optimizer, "learning_rate") or 0.0)
    overshoots = share * rate > 2
    outweighs = last.pull > 0 and last.slope is not None and (
        (last.against > 0.8 and last.pull > 0.5 * last.slope.gradient)
        or last.pull > 2 * last.slope.gradient
        or (share > 0 and last.pull < PRESSED * max(o.pull for o in seen))
    )  # fmt: skip
    pressed = optimizer.name == "adamw" and share >= 0.3
    if not overshoots and (not (outweighs or pressed) or not _fails(known, seen) or noise_is_left(seen)):
        return None
    return Finding(
        "weight decay",
        ERROR,
        text("Weight decay overshoots: in one step, each weight is multiplied by {factor}.")
        if overshoots
        else text("Weight decay holds the weights back: its pull of {pull} opposes a gradient of {gradient}."),
        {
            "factor": number(1 - share * rate),
            "pull": number(last.pull),
            "gradient": number(last.slope.gradient if last.slope is not None else float("nan")),
        },
        step=last.step,
        evidence=losses(known, seen),
        remedies=(way.NO_DECAY, way.NO_DECAY_SLOWER),
    )


def few_values(known: Facts, seen: Seen) -> Finding | None:
    """A norm over so few values that its outputs hardly depend on them."""
    size, tight = known.experiment.training.batch_size, []
    for node in known.experiment.network.nodes:
        row = LAYER_TYPES[node.type]
        over_batch = row.least_samples > 1
        values = (size or 10**9) * known.length if over_batch else node.units
        if row.normalizes and values < FEW:
            tight.append((node.id, values, over_batch))
    if not tight or not _fails(known, seen):
        return None
    name, values, over_batch = tight[0]
    return Finding(
        "few values",
        ERROR,
        text("{layer} normalises over too few values at a time ({count}): little more than their order survives."),
        {"layer": name, "count": values},
        tuple(name for name, *_ in tight),
        seen[-1].step,
        losses(known, seen),
        (way.LARGER_BATCH if over_batch else way.WIDER, way.WITHOUT_NORM),
    )


def dropout(known: Facts, seen: Seen) -> Finding | None:
    """Hardly any unit is left."""
    much = much_dropout(known)
    if not much or not (_fails(known, seen) or late(known, seen)):
        return None
    return Finding(
        "dropout",
        ERROR,
        text("{layer} switches off {share} of its units at every step: hardly any signal is left."),
        {"layer": next(iter(much)), "share": f"{next(iter(much.values())):.0%}"},
        tuple(much),
        seen[-1].step,
        losses(known, seen),
        (way.LESS_DROPOUT, way.NO_DROPOUT),
    )


def much_dropout(known: Facts) -> dict[str, float]:
    """Layers that switch off nearly all units, each with the share."""
    shares = {node.id: node_settings(node)["p"] for node in known.experiment.network.nodes if node.type == "dropout"}
    return {name: share for name, share in shares.items() if share >= MUCH_DROPOUT}


def order(known: Facts, seen: Seen) -> Finding | None:
    """Every batch holds samples of one kind."""
    share, training = known.targets.between_batches, known.experiment.training
    usual = 1 / max(1, training.batch_size or 10**9)
    if training.shuffle or known.length > 1 or share < max(SORTED, 3 * usual) or known.epoch < 2:
        return None
    return Finding(
        "sorted",
        ERROR if _fails(known, seen) else WARNING,
        text(
            "The samples are sorted: {share} of the variance of the targets lies between batches, so each "
            "step undoes what the previous step learned."
        ),
        {"share": f"{share:.0%}"},
        step=seen[-1].step,
        evidence=losses(known, seen),
        remedies=(way.SHUFFLE,),
    )


def _fails(known: Facts, seen: Seen) -> bool:
    """Whether the network has had time, and much of the loss is left for good."""
    if stuck(known, seen):
        return True
    standing_still = len(seen) > 2 and state_of(known, seen) in (FLOOR, NOISE)
    return seen[-1].loss > MUCH * known.baseline and (standing_still or (len(seen) > 5 and fall(seen) < 0.2))


def _slow_at(known: Facts, seen: Seen) -> bool:
    return len(seen) > 2 and seen[-1].loss > MUCH * known.baseline and fall(seen) < 0.1


def _nodes(names: tuple[str, ...]) -> tuple[str, ...]:
    """The layers that parameters belong to."""
    return tuple(dict.fromkeys(name.rpartition(".")[0].rpartition(">")[2] for name in names))
