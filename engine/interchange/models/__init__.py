"""Networks of other programs: PyTorch, NumPy and ONNX, in and out."""
