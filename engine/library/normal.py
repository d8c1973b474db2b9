"""The normal distribution function Φ, which NumPy does not have."""

from __future__ import annotations

import numpy as np

from engine.library.rule import Array

ROOT_HALF = 0.5**0.5
# Chebyshev coefficients of ln(erfc(z) e^(z²) / t) over t = 2 / (2 + z), z >= 0: Press et al., Numerical Recipes (2007), 6.2.2.
CHEBYSHEV = (
    -1.3026537197817094, 6.4196979235649026e-1, 1.9476473204185836e-2, -9.561514786808631e-3, -9.46595344482036e-4,
    3.66839497852761e-4, 4.2523324806907e-5, -2.0278578112534e-5, -1.624290004647e-6, 1.303655835580e-6, 1.5626441722e-8,
    -8.5238095915e-8, 6.529054439e-9, 5.059343495e-9, -9.91364156e-10, -2.27365122e-10, 9.6467911e-11, 2.394038e-12,
    -6.886027e-12, 8.94487e-13, 3.13092e-13, -1.12708e-13, 3.81e-16, 7.106e-15, -1.523e-15, -9.4e-17, 1.21e-16, -2.8e-17,
)  # fmt: skip


def normal_cdf(x: Array, out: Array) -> None:
    """out = Φ(x), without loss of digits in the lower tail; also for complex numbers close to the real ones."""
    z = -np.minimum(x, -x) * ROOT_HALF
    t = 2 / (2 + z)
    twice, here, before = 4 * t - 2, np.zeros_like(z), np.zeros_like(z)
    for coefficient in CHEBYSHEV[:0:-1]:
        here, before = twice * here - before + coefficient, here
    tail = 0.5 * t * np.exp(-z * z + 0.5 * (CHEBYSHEV[0] + twice * here) - before)
    out[...] = np.where(x.real > 0, 1 - tail, tail)
