"""One dock each; panels never import one another."""
