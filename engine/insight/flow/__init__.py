"""How signals and gradients travel: through depth, through time, around a point."""
