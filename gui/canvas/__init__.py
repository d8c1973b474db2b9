"""The drawing of the network: items, gestures, palette."""
