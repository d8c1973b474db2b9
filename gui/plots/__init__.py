"""One row for each plot; the panel shows it, the exporter writes it."""
