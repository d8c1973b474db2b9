"""Files of our own, tables and traces: read strictly, saved whole."""
