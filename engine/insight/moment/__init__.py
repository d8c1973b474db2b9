"""One place at one moment: what a number is made of, what it costs, whether its gradient is right."""
