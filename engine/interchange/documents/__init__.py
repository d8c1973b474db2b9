"""Our own files, tables and traces: read strictly, saved atomically."""
