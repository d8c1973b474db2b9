"""How signals and gradients travel: by depth, through time, around a point."""
