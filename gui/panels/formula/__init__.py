"""The formula of the present line with its numbers, and the sum over paths below it."""
