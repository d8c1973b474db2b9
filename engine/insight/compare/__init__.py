"""Somebody else's gradients beside ours: the first quantity that differs, and which known slip gives these numbers."""
