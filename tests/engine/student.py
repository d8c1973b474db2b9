"""Backward passes as a student writes them, by hand in NumPy and without this program; `slip` names one mistake on purpose."""

import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def regression(X, T, W1, b1, W2, b2, W3, b3, slip="", kind=float):
    """tanh, sigmoid, sigmoid and the mean squared error. One sample a row, weights are (inputs, outputs)."""
    X, T, W1, b1, W2, b2, W3, b3 = (array.astype(kind) for array in (X, T, W1, b1, W2, b2, W3, b3))
    z1 = X @ W1 + b1
    a1 = np.tanh(z1)
    z2 = a1 @ W2 if slip == "bias not added" else a1 @ W2 + b2
    a2 = sigmoid(z2)
    z3 = a2 @ W3 + b3
    y = sigmoid(z3)
    loss = np.mean((y - T) ** 2)
    dy = 2 * (y - T) / T.size
    if slip == "sign":
        dy = 2 * (T - y) / T.size
    if slip == "no factor 2":
        dy = (y - T) / T.size
    if slip == "sum for mean":
        dy = 2 * (y - T) / T.shape[1]
    if slip == "clipped":
        dy = np.clip(dy, -0.03, 0.03)
    dz3 = dy * y * (1 - y)
    if slip == "no slope at the output":
        dz3 = dy
    if slip == "short form":
        dz3 = (y - T) / T.size
    dW3 = a2.T @ dz3
    if slip == "z for a":
        dW3 = z2.T @ dz3
    if slip == "overwritten":
        for n in range(len(X)):
            dW3 = np.outer(a2[n], dz3[n])
    db3 = dz3.sum(0)
    if slip == "updated weights":
        W3 = W3 - 0.3 * dW3
    da2 = dz3 @ W3.T
    slope = a2 * (1 - a2)
    if slip == "slope at the output":
        slope = sigmoid(a2) * (1 - sigmoid(a2))
    if slip == "formula of a at z":
        slope = z2 * (1 - z2)
    if slip == "slope of tanh":
        slope = 1 - np.tanh(z2) ** 2
    if slip == "slope twice":
        slope = slope**2
    dz2 = da2 * slope
    dW2 = a1.T @ dz2
    if slip == "transposed":
        dW2 = dW2.T
    db2 = dz2.sum(0)
    if slip == "bias forgotten":
        db2 = np.zeros_like(b2)
    da1 = dz2 @ W2 if slip == "no transpose" else dz2 @ W2.T
    dz1 = da1 * ((1 - a1) if slip == "no square" else (1 - a1**2))
    dW1, db1 = X.T @ dz1, dz1.sum(0)
    if slip == "shuffled":
        dW1 = dW1[[1, 2, 0]]
    return {"Z1": z1, "A1": a1, "Z2": z2, "A2": a2, "Z3": z3, "A3": y, "loss": loss, "dZ3": dz3, "dW3": dW3, "db3": db3, "dZ2": dz2,
            "dW2": dW2, "db2": db2, "dZ1": dz1, "dW1": dW1, "db1": db1}  # fmt: skip


def classifier(x, t, W1, b1, W2, b2, slip="", kind=float):
    """ReLU, softmax and cross-entropy. One sample a column, weights are (outputs, inputs) as in PyTorch; only gradients."""
    x, t, W1, b1, W2, b2 = (array.astype(kind) for array in (x, t, W1, b1, W2, b2))
    n = x.shape[1]
    z1 = W1 @ x + b1[:, None]
    h = np.maximum(z1, 0)
    z2 = W2 @ h + b2[:, None]
    p = np.exp(z2 - z2.max(0))
    p /= p.sum(0)
    d2 = (p - t) / n
    if slip == "sigmoid for softmax":
        d2 = (sigmoid(z2) - t) / n
    if slip == "mean twice":
        d2 = (p - t) / n / n
    if slip == "no target":
        d2 = p / n
    dW2 = d2 @ h.T
    db2 = d2.sum(1)
    if slip == "bias averaged":
        db2 = d2.mean(1)
    if slip == "bias not summed":
        db2 = d2
    dh = W2.T @ d2
    d1 = dh if slip == "no ReLU" else dh * (z1 > 0)
    if slip == "ReLU by the gradient":
        d1 = np.maximum(dh, 0)
    if slip == "leaky":
        d1 = np.where(z1 > 0, dh, 0.07 * dh)
    dW1 = d1 @ x.T
    if slip == "weight decay":
        dW1 = dW1 + 0.02 * W1
    db1 = d1.sum(1)
    return {"fc1.weight": dW1, "fc1.bias": db1, "fc2.weight": dW2, "fc2.bias": db2}


def recurrent(xs, ts, Wxh, Whh, bh, Why, by, slip="", kind=float):
    """A tanh network over time with a squared error at each step; xs and ts are (time, samples, features)."""
    xs, ts, Wxh, Whh, bh, Why, by = (array.astype(kind) for array in (xs, ts, Wxh, Whh, bh, Why, by))
    steps, n, _ = xs.shape
    hs, ys = {-1: np.zeros((n, len(bh)), kind)}, {}
    for t in range(steps):
        hs[t] = np.tanh(xs[t] @ Wxh.T + hs[t - 1] @ Whh.T + bh)
        ys[t] = hs[t] @ Why.T + by
    loss = sum(((ys[t] - ts[t]) ** 2).sum() for t in range(steps)) / ts.size
    dWxh, dWhh, dbh, dWhy, dby = (np.zeros_like(w) for w in (Wxh, Whh, bh, Why, by))
    later = np.zeros((n, len(bh)), kind)
    dzs = np.zeros((steps, n, len(bh)), kind)
    for t in reversed(range(steps)):
        dy = 2 * (ys[t] - ts[t]) / ts.size
        dWhy += dy.T @ hs[t]
        dby += dy.sum(0)
        dh = dy @ Why + (0 if slip == "nothing through time" else later)
        dz = dh * (1 - hs[t] ** 2)
        dzs[t] = dz
        dWxh += dz.T @ xs[t]
        new = dz.T @ (hs[t] if slip == "one step late" else hs[t - 1])
        dWhh = dWhh if slip == "last step only" and t < steps - 1 else dWhh + new
        dbh += dz.sum(0)
        later = dz @ (Whh.T if slip == "no transpose" else Whh)
        if slip == "cut" and t <= steps - 2:
            later = np.zeros_like(later)
    if slip == "mean over time":
        dWxh, dWhh, dbh = dWxh / steps, dWhh / steps, dbh / steps
    return {"h": np.stack([hs[t] for t in range(steps)]), "loss": loss, "dz_h": dzs, "dWhy": dWhy, "dby": dby, "dWxh": dWxh,
            "dWhh": dWhh, "dbh": dbh}  # fmt: skip
