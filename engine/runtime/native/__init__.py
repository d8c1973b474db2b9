"""Whole stretches of array operations as one call into compiled C; without a C compiler NumPy does everything."""
