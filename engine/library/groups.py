"""Ops of GroupNorm (Wu & He 2018).

A group is some neighbouring units at all positions of one sample: x of shape (units, positions · samples) is read as (groups,
members, samples), where members = units of a group · positions, and mean and variance have shape (groups, samples).
"""

from __future__ import annotations

import numpy as np

from engine.library.rule import Array, Call, Op, Product, Rule, Shape, by_name, fit, per_element, scalar, scratch, size
from engine.model.problem import text


def _by_group(x: Array, groups: int, members: int) -> Array:
    view: Array = x.reshape(groups, members, -1)
    if not np.may_share_memory(view, x):
        raise ValueError(f"an array with strides {x.strides} cannot be read as groups")
    return view


def _moments_shape(x: Shape, groups: int, members: int) -> Shape:
    units, columns = fit("us->us", x)
    if units % groups or members % (units // groups) or size(x) % (groups * members):
        raise ValueError(f"{x} is not {groups} groups of {members} members")
    return (groups, size(x) // (groups * members))


def _with_moments(x: Shape, *moments: Shape, groups: int, members: int) -> Shape:
    if any(moment != _moments_shape(x, groups, members) for moment in moments):
        raise ValueError(f"{moments} are not the moments of {x}")
    return x


def _members(x: Array, index: tuple[int, ...], groups: int, members: int) -> Array:
    """The values of which one mean is taken."""
    found: Array = _by_group(x, groups, members)[index[0], :, index[1]]
    return found


def _group_of(index: tuple[int, ...], x: Array, groups: int, members: int) -> tuple[int, int]:
    """The group and the sample to which an element belongs."""
    return index[0] // (len(x) // groups), index[1] % (x.size // (groups * members))


def _mean(out: Array, x: Array, groups: int, members: int) -> list[Call]:
    view = _by_group(x, groups, members)
    return [(np.add.reduce, (view, 1, None, out)), (np.multiply, (out, scalar(1 / members, out), out))]


def _spread(out: Array, g: Array, x: Array, groups: int, members: int) -> list[Call]:
    view = _by_group(out, groups, members)
    return [(np.multiply, (g[:, None], scalar(1 / members, out), view))]


def _spread_terms(index: tuple[int, ...], g: Array, x: Array, groups: int, members: int) -> list[Product]:
    return [(("g", float(g[_group_of(index, x, groups, members)])), ("1/n", 1 / members))]


GROUP_MEAN = Op(
    "group_mean", ("x",), _moments_shape,
    Rule("group_mean", text("mean of each group"), ("x",), _mean, text("mean of {x} over each group"), per_element(1),
         lambda index, x, groups, members: [((f"x {k}", float(value)), ("1/n", 1 / members))
                                              for k, value in enumerate(_members(x, index, groups, members))]),
    (Rule("spread_over_the_group", text("spread over the group"), ("g", "x"), _spread, "{g} / n", lambda g, x: size(x),
          _spread_terms),),
    "group_mean({x}, {groups}, {members})", (((4, 6),),), example={"groups": 2, "members": 6},
)  # fmt: skip


def _variance(out: Array, x: Array, mean: Array, groups: int, members: int) -> list[Call]:
    work, view = scratch(x), _by_group(x, groups, members)
    away = _by_group(work, groups, members)
    return [(np.subtract, (view, mean[:, None], away)), (np.multiply, (work, work, work)), *_mean(out, work, groups, members)]


def _variance_gradient(out: Array, g: Array, x: Array, mean: Array, groups: int, members: int) -> list[Call]:
    view, target = _by_group(x, groups, members), _by_group(out, groups, members)
    return [(np.subtract, (view, mean[:, None], target)), (np.multiply, (target, g[:, None], target)),
            (np.multiply, (out, scalar(2 / members, out), out))]  # fmt: skip


def _variance_terms(index: tuple[int, ...], x: Array, mean: Array, groups: int, members: int) -> list[Product]:
    seen = enumerate(_members(x, index, groups, members))
    return [((f"(x {k} − mean)²", float((value - mean[index]) ** 2)), ("1/n", 1 / members)) for k, value in seen]


def _variance_gradient_terms(index: tuple[int, ...], g: Array, x: Array, mean: Array, groups: int, members: int) -> list[Product]:
    at = _group_of(index, x, groups, members)
    return [(("g", float(g[at])), ("2/n", 2 / members), ("x − mean", float(x[index] - mean[at])))]


GROUP_VARIANCE = Op(
    "group_variance", ("x", "mean"),
    lambda x, mean, groups, members: _moments_shape(_with_moments(x, mean, groups=groups, members=members), groups, members),
    Rule("group_variance", text("variance of each group"), ("x", "mean"), _variance,
         text("mean of ({x} − {mean})² over each group"), per_element(3), _variance_terms),
    # Through the mean nothing flows: the sum of x - mean is 0.
    (Rule("gradient_through_the_group_variance", text("gradient through the variance"), ("g", "x", "mean"), _variance_gradient,
          "{g} · 2 · ({x} − {mean}) / n", lambda g, x, mean: 3 * x[0] * x[1], _variance_gradient_terms), None),
    "group_variance({x}, {groups}, {members})", (((4, 6), (2, 2)),), example={"groups": 2, "members": 6},
)  # fmt: skip


def _inverse(out: Array, var: Array, eps: float) -> tuple[Array, list[Call]]:
    work = np.empty_like(var)
    return work, [(np.add, (var, scalar(eps, out), work)), (np.sqrt, (work, work)), (np.reciprocal, (work, work))]


def _normalize(out: Array, x: Array, mean: Array, var: Array, groups: int, members: int, eps: float) -> list[Call]:
    inverse, calls = _inverse(out, var, eps)
    view, target = _by_group(x, groups, members), _by_group(out, groups, members)
    return [*calls, (np.subtract, (view, mean[:, None], target)), (np.multiply, (target, inverse[:, None], target))]


def _direct(out: Array, g: Array, var: Array, groups: int, members: int, eps: float) -> list[Call]:
    inverse, calls = _inverse(out, var, eps)
    return [*calls, (np.multiply, (_by_group(g, groups, members), inverse[:, None], _by_group(out, groups, members)))]


def _to_mean(out: Array, g: Array, var: Array, groups: int, members: int, eps: float) -> list[Call]:
    inverse, calls = _inverse(out, var, eps)
    return [*calls, (np.add.reduce, (_by_group(g, groups, members), 1, None, out)), (np.multiply, (out, inverse, out)),
            (np.negative, (out, out))]  # fmt: skip


def _to_variance(out: Array, g: Array, y: Array, var: Array, groups: int, members: int, eps: float) -> list[Call]:
    work, shifted = scratch(g), np.empty_like(var)
    return [
        (np.multiply, (g, y, work)), (np.add.reduce, (_by_group(work, groups, members), 1, None, out)),
        (np.add, (var, scalar(eps, out), shifted)), (np.divide, (out, shifted, out)), (np.multiply, (out, scalar(-0.5, out), out)),
    ]  # fmt: skip


def _scaled_terms(index: tuple[int, ...], g: Array, var: Array, groups: int, members: int, eps: float) -> list[Product]:
    at = _group_of(index, g, groups, members)
    return [(("g", float(g[index])), ("1/√(var + eps)", float(1 / np.sqrt(var[at] + eps))))]


def _normalized_terms(
    index: tuple[int, ...], x: Array, mean: Array, var: Array, groups: int, members: int, eps: float
) -> list[Product]:
    at = _group_of(index, x, groups, members)
    return [(("x − mean", float(x[index] - mean[at])), ("1/√(var + eps)", float(1 / np.sqrt(var[at] + eps))))]


def _to_mean_terms(index: tuple[int, ...], g: Array, var: Array, groups: int, members: int, eps: float) -> list[Product]:
    inverse = float(1 / np.sqrt(var[index] + eps))
    seen = enumerate(_members(g, index, groups, members))
    return [((f"g {k}", float(value)), ("−1/√(var + eps)", -inverse)) for k, value in seen]


def _to_variance_terms(
    index: tuple[int, ...], g: Array, y: Array, var: Array, groups: int, members: int, eps: float
) -> list[Product]:
    factor = -0.5 / float(var[index] + eps)
    pairs = zip(_members(g, index, groups, members), _members(y, index, groups, members), strict=True)
    return [((f"g {k}", float(a)), (f"x̂ {k}", float(b)), ("−½/(var + eps)", factor)) for k, (a, b) in enumerate(pairs)]


GROUP_NORMALIZE = Op(
    "group_normalize", ("x", "mean", "var"),
    lambda x, mean, var, groups, members, eps: _with_moments(x, mean, var, groups=groups, members=members),
    Rule("group_normalize", text("normalise each group"), ("x", "mean", "var"), _normalize, "({x} − {mean}) / √({var} + {eps})",
         per_element(2), _normalized_terms),
    (Rule("group_gradient_of_x", text("gradient of x"), ("g", "var"), _direct, "{g} / √({var} + {eps})", per_element(1),
          _scaled_terms),
     Rule("gradient_of_the_group_mean", text("gradient of the mean"), ("g", "var"), _to_mean, "−Σ {g} / √({var} + {eps})",
          per_element(1), _to_mean_terms),
     Rule("gradient_of_the_group_variance", text("gradient of the variance"), ("g", "out", "var"), _to_variance,
          "−½ · Σ {g}·{out} / ({var} + {eps})", per_element(2), _to_variance_terms)),
    "group_normalize({x}, {mean}, {var}, {members}, {eps})", (((4, 6), (2, 2), (2, 2)),), positive=True,
    example={"groups": 2, "members": 6, "eps": 1e-5},
)  # fmt: skip

GROUPS = by_name(GROUP_MEAN, GROUP_VARIANCE, GROUP_NORMALIZE)
