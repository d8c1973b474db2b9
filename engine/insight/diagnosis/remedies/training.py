"""Remedies for how a run is carried out: rate, optimizer, clipping, decay, batches, and mistakes made on purpose."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from engine.insight.diagnosis.remedies.remedy import Edit
from engine.library import drawing
from engine.library.layers import node_settings
from engine.library.optimizers import setting
from engine.model.experiment import Experiment
from engine.model.network import Choice
from engine.program.check import load_table

DROPOUT = 0.2
BATCH = 32
RISE = 200  # steps of a warm-up


def _training(experiment: Experiment, **changes: Any) -> Experiment | None:
    after = replace(experiment, training=replace(experiment.training, **changes))
    return None if after == experiment else after


def usual_rate(optimizer: Choice) -> float:
    """What is typical for the optimizer: 0.01 where steps are scaled, else 0.1; momentum makes each step 1 / (1 - momentum) times
    as long in the end."""
    return 0.1 * (1 - float(setting(optimizer, "momentum") or 0.0)) if optimizer.name in ("sgd", "nag") else 0.01


def rate(factor: float) -> Edit:
    """The rate times a factor, kept within what is typical for the optimizer."""

    def edit(experiment: Experiment) -> Experiment | None:
        now = float(setting(experiment.optimizer, "learning_rate"))
        usual = usual_rate(experiment.optimizer)
        new = min(now * factor, usual) if factor < 1 else max(now * factor, usual)
        settings = {**experiment.optimizer.settings, "learning_rate": new}
        return replace(experiment, optimizer=Choice(experiment.optimizer.name, settings))

    return edit


def adam(experiment: Experiment) -> Experiment | None:
    """Adam at rate 0.01; weight decay, the direction and everything else stays."""
    if experiment.optimizer.name in ("adam", "adamw"):
        return None
    kept = {name: value for name, value in experiment.optimizer.settings.items() if name in ("weight_decay", "maximize")}
    return replace(experiment, optimizer=Choice("adam", {"learning_rate": 0.01, **kept}))


def decay(experiment: Experiment) -> Experiment | None:
    """Weight decay of 0.01, ten times what there is, for optimizers that have it."""
    now = setting(experiment.optimizer, "weight_decay")
    if now is None:
        return None
    settings = {**experiment.optimizer.settings, "weight_decay": 10 * now if now else 0.01}
    return replace(experiment, optimizer=Choice(experiment.optimizer.name, settings))


def no_decay(experiment: Experiment) -> Experiment | None:
    """Neither weight decay nor L1."""
    settings = {**experiment.optimizer.settings}
    if setting(experiment.optimizer, "weight_decay"):
        settings["weight_decay"] = 0.0
    after = replace(experiment, optimizer=Choice(experiment.optimizer.name, settings))
    return _training(after, l1=0.0) or (None if after == experiment else after)


def clip(experiment: Experiment) -> Experiment | None:
    """The gradient norm limited to 1, where no limit is set."""
    return _training(experiment, clip={"norm": 1.0}) if experiment.training.clip is None else None


def no_clip(experiment: Experiment) -> Experiment | None:
    """No limit for the gradient."""
    return _training(experiment, clip=None)


def constant_rate(experiment: Experiment) -> Experiment | None:
    """The full learning rate from the first step to the last."""
    return _training(experiment, schedule=Choice("constant"))


def warm_up(experiment: Experiment) -> Experiment | None:
    """The rate rises from nearly 0 to its full size; where a schedule says otherwise already, that one stays."""
    if experiment.training.schedule.name != "constant":
        return None
    return _training(experiment, schedule=Choice("warm_up", {"steps": RISE, "start": 0.01}))


def unfreeze(experiment: Experiment) -> Experiment | None:
    """Every parameter is trained."""
    return _training(experiment, freeze=())


def window(experiment: Experiment) -> Experiment | None:
    """Gradients reach back twice as far."""
    cut = experiment.training.truncate
    length = load_table(experiment)[0].length
    if cut is None or cut["k2"] >= length:
        return None
    return _training(experiment, truncate={**cut, "k2": min(length, 2 * cut["k2"])})


def shuffle(experiment: Experiment) -> Experiment | None:
    """Another order of the samples in every epoch."""
    return _training(experiment, shuffle=True)


def larger_batch(experiment: Experiment) -> Experiment | None:
    """Batches of 32, or of all samples where there are fewer."""
    size, samples = experiment.training.batch_size, load_table(experiment)[0].samples
    if size is None or size >= min(BATCH, samples):
        return None
    return _training(experiment, batch_size=None if samples <= BATCH else BATCH)


def less_dropout(most: float) -> Edit:
    """Dropout of that share of the units at most."""

    def edit(experiment: Experiment) -> Experiment | None:
        network = experiment.network
        for node in network.nodes:
            if node.type == "dropout" and node_settings(node)["p"] > most:
                network = drawing.exchange(network, replace(node, settings={**node.settings, "p": most}))
        return None if network == experiment.network else replace(experiment, network=network)

    return edit


def without(mistake: str, right: bool) -> Edit:
    """The training without a mistake that was made on purpose."""
    return lambda experiment: _training(experiment, **{mistake: right})


def downhill(experiment: Experiment) -> Experiment | None:
    """The gradient is subtracted as it is: neither added nor reversed."""
    settings = {name: value for name, value in experiment.optimizer.settings.items() if name != "maximize"}
    plain = replace(experiment.training, wrong_sign=False)
    after = replace(experiment, training=plain, optimizer=Choice(experiment.optimizer.name, settings))
    return None if after == experiment else after
