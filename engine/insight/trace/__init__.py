"""Somebody else's training run, read through the same eyes."""
