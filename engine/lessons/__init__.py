"""Lessons: what a lesson file says, whether it is right, and how an answer is judged by the engine itself."""
