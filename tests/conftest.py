"""Shared by all tests: one BLAS thread, no window on the screen."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["XDG_CONFIG_HOME"] = os.path.join(os.environ.get("TMPDIR", "/tmp"), "backprop-explorer-tests")  # noqa: S108

import engine  # noqa: E402, F401  (sets the number of BLAS threads before NumPy loads)
