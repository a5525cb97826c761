"""How the default pack is trained: image-level labels and two teachers in, two stock ONNX files out."""
