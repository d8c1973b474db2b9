"""What is kept of earlier steps: states, numbers, changes."""
