"""Tables from files: what holds them, how they are written, what their columns are, and what they may be used for."""
