"""The panel that picks data, loss and optimizer, and the editor of a custom table."""
