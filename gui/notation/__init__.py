"""How numbers are written: as print has them."""
