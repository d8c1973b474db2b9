"""Faulty and healthy networks, made from seeds; what is told about each; how it is counted."""
