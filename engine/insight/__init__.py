"""What the numbers mean: pure functions of a program and its values."""
