"""Qt and NumPy only: they know neither session nor engine."""
