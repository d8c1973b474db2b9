"""What the user can do: one table of actions, and the objects that do them."""
