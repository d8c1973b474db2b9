"""The panel with the settings of what is selected: layers, wires, blocks."""
