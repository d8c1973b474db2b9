"""What is available: one row for each op, layer, loss, optimizer, initializer and data set."""
