"""From a program to calls over one buffer."""
