"""What will run: an experiment lowered to one straight list of instructions."""
