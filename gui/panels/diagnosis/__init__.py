"""The panel of findings, and of the remedies that were tried."""
