"""Pictures as data: a folder with a subfolder for each class, or arrays of NumPy."""
