"""What the user made: frozen values; editing returns new values."""
