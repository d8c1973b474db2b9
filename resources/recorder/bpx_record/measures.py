"""Numbers about tensors: sizes, means and spreads, silent units."""

import torch

SMALL, LARGE = 1e-13, 1e18  # between them squares stay within single precision
CANCELS = 0.1  # a variance below that part of the squared mean is not the difference of two large numbers
SILENT_FOR = 10  # recorded steps in a row in which a unit is 0, until it counts as dead
HALVES = (torch.float16, torch.bfloat16)


def plain(value):
    """A tensor of real numbers with the same size: the values of a sparse one, both parts of complex numbers."""
    value = value.detach()
    if value.layout != torch.strided:
        value = value.coalesce().values() if value.layout == torch.sparse_coo else value.to_dense()
    return torch.view_as_real(value) if value.is_complex() else value


def norm(value):
    """The Euclidean norm. Squares of 1e-25 vanish in single precision: then it is summed in double."""
    value = plain(value)
    if value.device.type == "mps":
        return torch.linalg.vector_norm(value, dtype=torch.float32)
    if value.device.type == "cpu" and value.dtype != torch.float64:
        quick = torch.linalg.vector_norm(value, dtype=torch.float32)
        if SMALL < quick.item() < LARGE:
            return quick
    return torch.linalg.vector_norm(value, dtype=torch.float64)


def moments(value):
    """Mean and standard deviation over all elements."""
    value = plain(value)
    value = value.float() if value.dtype in HALVES else value
    mean, count = value.mean(), max(1, value.numel())
    if value.device.type == "cpu":
        square = norm(value).item() ** 2 / count - mean.item() ** 2
        if square > CANCELS * mean.item() ** 2:
            return mean, torch.tensor(square**0.5, dtype=torch.float64)
    return mean, norm(value - mean) / count**0.5


def columns_spread(value):
    """The largest absolute value, and the largest standard deviation of a column of inputs."""
    rows = plain(value).flatten(0, -2) if value.dim() > 1 else plain(value).view(-1, 1)
    spread = rows.float().std(0, unbiased=False).max() if len(rows) else rows.sum()
    return rows.abs().max(), spread


def over_units(value, units_at):
    """The largest value of each unit; `units_at` is the dimension of the units."""
    if value.dim() < 2:
        return value
    rest = [place for place in range(value.dim()) if place != units_at % value.dim()]
    return value.amax(rest)


SATURATED = {
    "tanh": lambda a: (a.abs() > 0.97).float().mean(),
    "sigmoid": lambda a: ((a - 0.5).abs() > 0.45).float().mean(),
}
SATURATED["hardtanh"], SATURATED["hardsigmoid"] = SATURATED["tanh"], SATURATED["sigmoid"]


RELU, SMOOTH = ("relu", "relu6"), ("gelu", "silu", "mish", "hardswish")
NEARLY = 1e-3  # below 0: so flat are the smooth ones there that hardly anything passes


class Silence:
    """For how many recorded steps in a row each unit of a layer has been 0; of a `smooth` function, nearly 0."""

    def __init__(self, smooth=False):
        self.smooth, self.count, self.seen, self.alive = smooth, None, 0, None

    def look(self, value, units_at):
        """One batch, or a part of one."""
        value = value.detach()
        alive = over_units(value, units_at) > 0
        if self.smooth:
            alive = alive | (over_units(-value, units_at) > NEARLY)
        fits = self.alive is not None and self.alive.shape == alive.shape
        self.alive = self.alive | alive if fits else alive

    def share(self):
        """At the end of a step: the share of units that have been 0 for the last steps."""
        if self.alive is None:
            return None
        if self.count is None or self.count.shape != self.alive.shape:
            self.count, self.seen = torch.zeros_like(self.alive, dtype=torch.int32), 0
        self.count = torch.where(self.alive, torch.zeros_like(self.count), self.count + 1)
        self.seen, self.alive = self.seen + 1, None
        return (self.count >= min(SILENT_FOR, self.seen)).float().mean()
