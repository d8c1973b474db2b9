"""Somebody else's training run, read in the same way."""
