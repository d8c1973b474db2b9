"""Networks for and from other programs: PyTorch, NumPy and ONNX, in and out."""
