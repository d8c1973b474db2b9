"""Write a lesson beside the network that it speaks of."""
