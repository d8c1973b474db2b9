"""One place at one moment: how a number is computed, what it costs, whether its gradient is right."""
