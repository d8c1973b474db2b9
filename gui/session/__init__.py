"""The one owner of what changes, and what panels need to follow it."""
