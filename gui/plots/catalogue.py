"""PLOTS: one row for each plot."""

from __future__ import annotations

from engine.library.layers.layer import PREACTIVATION, VALUE
from engine.program.program import DELTA, GRADIENT, LOCAL, LOSS_VALUE, MOMENT, PARAMETER_GRADIENT, UPDATED
from gui.look.i18n import QT_TRANSLATE_NOOP
from gui.plots import attention, depth, memory, recorded, surface, through_time, training
from gui.plots.prediction import prediction, prediction_across, prediction_up
from gui.plots.source import FLOOR, Plot, Source, log10

__all__ = ["FLOOR", "PLOTS", "Plot", "Source", "log10"]

TRAINING, DEPTH, TIME = "loss", "depth-profile", "prediction"  # the plot whose place the others of its group share
SEQUENCE = "unrolled"  # plots of sequences have their buttons under that of the unrolled network

# What a plot reads, by the kinds of values.
LOSSES, VALUES = frozenset({LOSS_VALUE}), frozenset({PREACTIVATION, VALUE})
GRADIENTS, UPDATES = frozenset({GRADIENT, DELTA, PARAMETER_GRADIENT}), frozenset({UPDATED, MOMENT})
SLOPES = frozenset({LOCAL})

PLOTS = (
    Plot("loss", QT_TRANSLATE_NOOP("Plots", "Loss"),
         QT_TRANSLATE_NOOP("Plots", "Loss at every training step."), training.loss, TRAINING, LOSSES, noisy=True,
         recorded=recorded.loss),
    Plot("depth-profile", QT_TRANSLATE_NOOP("Plots", "Depth profile"),
         QT_TRANSLATE_NOOP("Plots", "Gradient per layer: does it vanish or explode on its way to the input?"),
         depth.depth, DEPTH, GRADIENTS, recorded=recorded.depth),
    Plot("prediction", QT_TRANSLATE_NOOP("Plots", "Prediction"),
         QT_TRANSLATE_NOOP("Plots", "Decision boundary, fitted curve or predicted sequence."), prediction, TIME, VALUES | UPDATES,
         prediction_across, second=prediction_up),
    Plot("update-ratio", QT_TRANSLATE_NOOP("Plots", "Update ratio"),
         QT_TRANSLATE_NOOP("Plots", "Size of each update relative to the size of the weights."),
         training.update_ratio, TRAINING, UPDATES, noisy=True, recorded=recorded.update_ratio),
    Plot("gradient-norm", QT_TRANSLATE_NOOP("Plots", "Gradient norm"),
         QT_TRANSLATE_NOOP("Plots", "Norm of the whole gradient at every step, before and after clipping."),
         training.gradient_norm, TRAINING, GRADIENTS, noisy=True, recorded=recorded.gradient_norm),
    Plot("loss-surface", QT_TRANSLATE_NOOP("Plots", "Loss surface"),
         QT_TRANSLATE_NOOP("Plots", "The loss around the current weights, and the path that led there."),
         surface.surface, TRAINING, LOSSES | GRADIENTS | UPDATES, surface.options),
    Plot("flow-map", QT_TRANSLATE_NOOP("Plots", "Flow map"),
         QT_TRANSLATE_NOOP("Plots", "Gradient of every layer over the whole training run."),
         depth.flow_map, DEPTH, GRADIENTS, depth.flow_options, recorded=recorded.flow_map, recorded_options=recorded.flow_options),
    Plot("signal", QT_TRANSLATE_NOOP("Plots", "Signal"),
         QT_TRANSLATE_NOOP("Plots", "Mean and standard deviation of the activations per layer: "
                           "does the signal survive on its way forward?"),
         depth.signal, DEPTH, VALUES, recorded=recorded.signal),
    Plot("saturation", QT_TRANSLATE_NOOP("Plots", "Saturation"),
         QT_TRANSLATE_NOOP("Plots", "Share of saturated activations and dead ReLU units per layer."),
         depth.saturation, DEPTH, VALUES | SLOPES, recorded=recorded.saturation),
    Plot("jacobian", QT_TRANSLATE_NOOP("Plots", "Jacobian"),
         QT_TRANSLATE_NOOP("Plots", "Singular values of the Jacobian between layers or time steps: how much a gradient is "
                           "stretched or shrunk on its way back."),
         depth.jacobian, DEPTH, GRADIENTS | SLOPES, depth.jacobian_options),
    Plot("attention", QT_TRANSLATE_NOOP("Plots", "Attention"),
         QT_TRANSLATE_NOOP("Plots", "Which tokens each token attends to, and the gradient "
                           "of the attention weights."), attention.attention, TIME, VALUES | GRADIENTS,
         attention.heads, second=attention.kinds),
    Plot("through-time", QT_TRANSLATE_NOOP("Plots", "Gradient through time"),
         QT_TRANSLATE_NOOP("Plots", "How much the loss at time t depends on the state at time k."),
         through_time.through_time, TIME, GRADIENTS, through_time.states, SEQUENCE, recorded=recorded.through_time),
    Plot("lag-profile", QT_TRANSLATE_NOOP("Plots", "Lag profile"),
         QT_TRANSLATE_NOOP("Plots", "How far back in time a gradient reaches, and its half-life."),
         through_time.lag, TIME, GRADIENTS, through_time.states, SEQUENCE),
    Plot("gates", QT_TRANSLATE_NOOP("Plots", "Gates"),
         QT_TRANSLATE_NOOP("Plots", "The gate that keeps the memory of an LSTM or GRU, and the gradients "
             "of the cell and the output."),
         through_time.gates, TIME, VALUES | GRADIENTS, through_time.gate_nodes, SEQUENCE),
    Plot("time-shares", QT_TRANSLATE_NOOP("Plots", "Time-step shares"),
         QT_TRANSLATE_NOOP("Plots", "What each time step contributes to the gradient of a shared weight."),
         through_time.shares, TIME, GRADIENTS, through_time.shared, SEQUENCE),
    Plot("memory", QT_TRANSLATE_NOOP("Plots", "Memory"),
         QT_TRANSLATE_NOOP("Plots", "How many numbers the backward pass has to keep as the sequence gets longer, "
                           "with and without truncation."),
         memory.memory, TIME, frozenset(), memory.options, SEQUENCE),
)  # fmt: skip
