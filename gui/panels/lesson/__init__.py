"""Lessons: the list of them, and the card of the step that is played."""
