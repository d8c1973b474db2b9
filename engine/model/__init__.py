"""What the user made: frozen values whose edits return new values."""
