"""NumPy calls as rows of the table that kernels.c executes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from engine.library.attention import each_product
from engine.library.normal import normal_cdf
from engine.library.rule import Array, Call, Shape, maximum, minimum
from engine.library.sequence import look_up, one_hot_into, put_back
from engine.runtime.execute.calls import assign, fingerprint, number, spoil, store, updates

LANES = 8
DOUBLE = np.dtype(np.float64)
# What `op` in kernels.c holds, in its order.
ROW = np.dtype([("code", "i8"), ("n", "i8", 3), ("s", "i8", (3, 3)), ("k", "i8"), ("ks", "i8", 3), ("p", "u8", 3), ("work", "u8"),
                ("more", "u8", 3)])  # fmt: skip
CODES = (
    "copy", "negative", "absolute", "sqrt", "reciprocal", "exp", "expm1", "log", "log1p", "tanh", "sign", "sigmoid", "tanh_slope",
    "add", "subtract", "multiply", "divide", "maximum", "minimum", "power", "heaviside", "equal", "sigmoid_slope",
    "product", "dot", "sum", "largest", "updates", "spoil", "store", "fingerprint", "when_due", "number", "normal_cdf",
    "look_up", "put_back", "one_hot", "each_product", "mix", "mix_squares", "adam_step",
    "descend", "sum_products", "sum_squares",
)  # fmt: skip
CODE = {name: code for code, name in enumerate(CODES)}
UNARY = {getattr(np, name): CODE[name] for name in CODES[1:11]} | {normal_cdf: CODE["normal_cdf"]}
BINARY = {getattr(np, name): CODE[name] for name in CODES[13:22]} | {maximum: CODE["maximum"], minimum: CODE["minimum"]}

Row = tuple[tuple[Any, ...], list[Array]]  # the values of a ROW, and the arrays that it points into
Dimension = tuple[int, ...]  # an extent, then the stride of each operand


class Untranslatable(Exception):
    """The call stays with NumPy, which also tells what is wrong with shapes that do not fit."""


def row(call: Call) -> Row | None:
    """The row that does what a call does; None where there is nothing to do. Untranslatable where C has no counterpart."""
    function, arguments = call
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ndarray):
        return _method(owner, function.__name__, arguments)
    if isinstance(owner, np.ufunc):
        return _reduction(owner, function.__name__, arguments)
    if function in UNARY:
        return _elements(UNARY[function], arguments[1], arguments[0])
    if function in BINARY:
        return _elements(BINARY[function], arguments[2], *arguments[:2])
    if function in (np.copyto, assign):
        return _elements(CODE["copy"], *arguments)
    if function not in OTHERS:
        raise Untranslatable
    return OTHERS[function](*arguments)


def _method(owner: Array, name: str, arguments: tuple[Any, ...]) -> Row | None:
    if name == "fill":
        return _elements(CODE["copy"], owner, np.array(float(arguments[0])))
    if name != "dot" or len(arguments) != 2:
        raise Untranslatable
    b, out = arguments
    if owner.ndim == b.ndim == 1:
        return _dots(owner, b, out)
    left = owner[None] if owner.ndim == 1 else owner
    right = b[:, None] if b.ndim == 1 else b
    return _product(left, right, out.reshape(left.shape[0], right.shape[1]) if out.ndim == 1 else out)


# memory ----------------------------------------------------------------------------------------


def _strides(array: Array) -> tuple[int, ...]:
    return tuple(stride // 8 for stride in array.strides)


def _spread(array: Array, shape: Shape) -> tuple[int, ...]:
    """The strides of an operand that is repeated to fill a shape; NumPy takes ten times as long, and there are thousands."""
    if array.shape == shape:
        return _strides(array)
    if not array.shape:
        return (0,) * len(shape)
    return _strides(np.broadcast_to(array, shape))


def _in_one_piece(array: Array, shape: Shape) -> bool:
    """Whether an operand is a single number, or lies as closely as a result of that shape does."""
    return not array.ndim or (array.shape == shape and array.flags.c_contiguous)


def _check(out: Array, *operands: Array) -> None:
    """Only doubles; a result may lie exactly on an operand, but not overlap it in another way."""
    for array in (out, *operands):
        if not isinstance(array, np.ndarray) or array.dtype != DOUBLE:
            raise Untranslatable
        if not array.flags.c_contiguous and any(stride % 8 for stride in array.strides):
            raise Untranslatable
    for array in operands:
        if np.may_share_memory(out, array):  # seldom; to know it is dear
            same = array.shape == out.shape and array.strides == out.strides and _at(array) == _at(out)
            if not same and np.shares_memory(out, array):
                raise Untranslatable


def _at(array: Array) -> int:
    address: int = array.__array_interface__["data"][0]
    return address


def _merged(dimensions: list[Dimension]) -> list[Dimension]:
    """The fewest dimensions that walk over the same elements, the closest ones of the result innermost."""
    merged: list[Dimension] = []
    for inner in sorted((d for d in dimensions if d[0] != 1), key=lambda d: (-abs(d[1]), *(-abs(s) for s in d[2:]))):
        if merged and all(outer == stride * inner[0] for outer, stride in zip(merged[-1][1:], inner[1:], strict=True)):
            merged[-1] = (merged[-1][0] * inner[0], *inner[1:])
        else:
            merged.append(inner)
    return merged


def _row(code: int, dimensions: list[Dimension], arrays: list[Array], k: int = 0, along: tuple[int, ...] = ()) -> Row:
    """A row over at most three dimensions, with the arrays that it points into; an operand that is missing repeats the last."""
    if len(dimensions) > 3:
        raise Untranslatable
    padded = [(1, *[0] * len(arrays))] * (3 - len(dimensions)) + dimensions
    missing = 3 - len(arrays)
    strides = [[d[1 + operand] for d in padded] for operand in range(len(arrays))] + [[0, 0, 0]] * missing
    pointers = [*map(_at, arrays)]
    pointers += pointers[-1:] * missing
    return (code, [d[0] for d in padded], strides, k, [*along, *[0] * (3 - len(along))], pointers, 0, [0, 0, 0]), arrays


# kinds of rows ---------------------------------------------------------------------------------


def _elements(code: int, out: Array, *operands: Array) -> Row | None:
    _check(out, *operands)
    if not out.size:
        return None
    if out.flags.c_contiguous and all(_in_one_piece(operand, out.shape) for operand in operands):  # as nearly always
        walk = [(out.size, 1, *(int(operand.ndim > 0) for operand in operands))] if out.size > 1 else []
    else:
        walk = _merged([*zip(out.shape, _strides(out), *(_spread(operand, out.shape) for operand in operands), strict=True)])
    return _row(code, walk, [out, *operands])


def whole(code: int, out: Array, *operands: Array) -> Row | None:
    """A function of all its operands; those from the third on are the places `more` in the row."""
    made = _elements(code, out, *operands[:2])
    if made is None or len(operands) <= 2:
        return made
    _check(out, *operands[2:])
    (_, extents, strides, *rest, (at, *others), work, _), arrays = made
    contiguous = extents[:2] == [1, 1] and strides == [[0, 0, 1]] * 3
    if not contiguous or any(x.shape and _strides(x) != _strides(out) for x in operands[2:]):
        return None
    more = [*map(_at, operands[2:])]
    if at in others or at in more:  # which the first of the calls overwrites
        return None
    more += [0] * (3 - len(more))
    return (code, extents, strides, *rest, [at, *others], work, more), [*arrays, *operands[2:]]


def _reduction(ufunc: np.ufunc, name: str, arguments: tuple[Any, ...]) -> Row | None:
    code = {"add.reduce": CODE["sum"], "maximum.reduce": CODE["largest"]}.get(f"{ufunc.__name__}.{name}")
    x, _, dtype, *_ = arguments
    if code is None or dtype is not None:
        raise Untranslatable
    return reduced(code, arguments, x)


def reduced(code: int, arguments: tuple[Any, ...], *operands: Array) -> Row | None:
    """Sums of something that is made of the operands, as `ufunc.reduce` with these arguments takes them."""
    x, axis, _, out, *keep = arguments
    axes = tuple(range(x.ndim)) if axis is None else (axis % x.ndim,)
    kept = out if keep and keep[0] else np.expand_dims(out, axes)
    return _sums(code, kept, *(np.broadcast_to(operand, x.shape) for operand in operands), axes=axes)


def _dots(a: Array, b: Array, out: Array) -> Row | None:
    """Scalar products along the last axis."""
    if a.shape[-1] != b.shape[-1]:
        raise Untranslatable
    shape = np.broadcast_shapes(a.shape, b.shape)
    a, b = np.broadcast_to(a, shape), np.broadcast_to(b, shape)
    return _sums(CODE["dot"], out.reshape(*shape[:-1], 1) if out.ndim == len(shape) - 1 else out, a, b, axes=(len(shape) - 1,))


def _sums(code: int, out: Array, *operands: Array, axes: tuple[int, ...]) -> Row | None:
    """Sums along axes that are one regular walk; `out` has extent 1 there."""
    _check(out, *operands)
    _apart(out, *operands)
    shape = operands[0].shape
    if out.shape != tuple(1 if axis in axes else extent for axis, extent in enumerate(shape)):
        raise Untranslatable
    strides = [*map(_strides, operands)]
    walk = _merged([(shape[axis], *(s[axis] for s in strides)) for axis in axes])
    if len(walk) > 1 or 0 in shape:
        raise Untranslatable
    length, *along = walk[0] if walk else (1, *[0] * len(operands))
    rest = [(shape[axis], _strides(out)[axis], *(s[axis] for s in strides)) for axis in range(len(shape)) if axis not in axes]
    return _row(code, _merged(rest), [out, *operands], length, (0, *along))


def _updates(old: Array, new: Array, work: Array, out: Array) -> Row | None:
    _check(out[0], out[1])
    _check(old, new)
    (between, along), (outer, inner), (other, same) = map(_strides, (out, old, new))
    if inner != 1 or same != 1:
        raise Untranslatable
    rows, length = old.shape
    return _row(CODE["updates"], [(rows, along, outer, other), (length, 0, 1, 1)], [out, old, new], 0, (between,))


def _apart(out: Array, *operands: Array) -> None:
    """A sum or a product must not be written where its operands lie."""
    if any(np.shares_memory(out, operand) for operand in operands):
        raise Untranslatable


def _product(a: Array, b: Array, out: Array) -> Row | None:
    """Matrix products, stacked or not: the members, rows and columns of the result."""
    if out.ndim not in (2, 3) or not out.size:
        raise Untranslatable
    _check(out, a, b)
    _apart(out, a, b)
    stack = out.shape[:-2]
    if a.shape[-1] != b.shape[-2] or (a.shape[-2], b.shape[-1]) != out.shape[-2:]:
        raise Untranslatable
    (*ao, ai, ak), (*bo, bk, bj), (*oo, oi, oj) = _repeated(a, stack), _repeated(b, stack), _strides(out)
    rows, columns = out.shape[-2:]
    oi, oj = (oi if rows > 1 else columns), (oj if columns > 1 else rows if oi == 1 and rows > 1 else 1)
    if oj != 1 and oi != 1:
        raise Untranslatable
    dimensions = [(*stack, *oo, *ao, *bo)] if stack else []
    dimensions += [(1, 0, 0, 0)] * (1 - len(dimensions)) + [(rows, oi, ai, 0), (columns, oj, 0, bj)]
    return _row(CODE["product"], dimensions, [out, a, b], a.shape[-1], (0, ak, bk))


def _repeated(matrix: Array, stack: Shape) -> tuple[int, ...]:
    """The strides of a matrix that is repeated for each member of a stack: 0 where there is nothing to walk along."""
    if stack:
        return _strides(np.broadcast_to(matrix, (*stack, *matrix.shape[-2:])))
    return tuple(stride * (extent > 1) for extent, stride in zip(matrix.shape, _strides(matrix), strict=True))


def _each_product(a: Array, b: Array, out: Array) -> Row | None:
    """A product for each sample; samples, the last axis, lie side by side."""
    _check(out, a, b)
    _apart(out, a, b)
    if not out.size:
        return None
    (oi, oj, on), (ai, ak, an), (bk, bj, bn) = map(_strides, (out, a, b))
    (rows, columns, samples), inner = out.shape, a.shape[1]
    return _row(CODE["each_product"], [(rows, oi, ai, 0), (columns, oj, 0, bj), (samples, on, an, bn)], [out, a, b], inner,
                (0, ak, bk))  # fmt: skip


def _store(rows: Array, source: Array, step: object, every: Array) -> Row | None:
    return _row(CODE["store"], [(len(source), 1, 1, 0)], [rows, source, every], len(rows), (_ring(rows, source),))


def _fingerprint(rows: Array, value: Array, values: Array, step: object) -> Row | None:
    if len(rows) & (len(rows) - 1):
        raise Untranslatable
    return _row(CODE["fingerprint"], [(len(values), 1, 0, 1)], [rows, value, values], len(rows), (_ring(rows, values),))


def _ring(rows: Array, source: Array) -> int:
    """The distance of the rows."""
    _check(source, rows)
    distance, step = _strides(rows)
    if step != 1 or _strides(source) != (1,):
        raise Untranslatable
    return distance


def when(every: Array, count: int) -> Row:
    """The row that passes over the next ones unless they are due."""
    return _row(CODE["when_due"], [], [every], count)


def _spoil(taint: Array, values: Array) -> Row | None:
    _check(taint, values)
    if _strides(values) != (1,):
        raise Untranslatable
    return _row(CODE["spoil"], [(len(values), 0, 1)], [taint, values])


def _number(target: Array, step: object) -> Row | None:
    _check(target)
    return _row(CODE["number"], [], [target])


# look-ups ---------------------------------------------------------------------------------------


def _look_up(out: Array, w: Array, x: Array) -> Row:
    """out[i, n] = w[x[n], i]."""
    _check(out, w, x)
    _apart(out, w, x)
    (down, along), (between, inner) = _strides(out), _strides(w)
    return _row(CODE["look_up"], [(out.shape[0], down, inner, 0), (out.shape[1], along, 0, _strides(x)[1])], [out, w, x],
                len(w), (0, between))  # fmt: skip


def _put_back(out: Array, g: Array, x: Array) -> Row:
    """out[x[n], i] is the sum of g[i, n], from the first column to the last."""
    _check(out, g, x)
    _apart(out, g, x)
    (between, inner), (down, along) = _strides(out), _strides(g)
    return _row(CODE["put_back"], [(g.shape[0], inner, down, 0), (g.shape[1], 0, along, _strides(x)[1])], [out, g, x],
                len(out), (between,))  # fmt: skip


def _one_hot(out: Array, x: Array) -> Row:
    _check(out, x)
    _apart(out, x)
    (down, along) = _strides(out)
    return _row(CODE["one_hot"], [(out.shape[1], along, _strides(x)[1])], [out, x], len(out), (down,))


OTHERS: dict[Callable[..., Any], Callable[..., Row | None]] = {
    np.matmul: _product, np.vecdot: _dots, updates: _updates, spoil: _spoil, store: _store, fingerprint: _fingerprint,
    number: _number, look_up: _look_up, put_back: _put_back, one_hot_into: _one_hot, each_product: _each_product,
}  # fmt: skip
