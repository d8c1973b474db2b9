"""Windows that ask one question or show one result."""
