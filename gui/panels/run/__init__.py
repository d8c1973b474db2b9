"""A recorded run: its layers as a drawing of blocks and as a table."""
