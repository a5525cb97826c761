"""What a pack's classifier says to photographs."""

import csv
import json
from pathlib import Path

import numpy as np
import onnxruntime
from PIL import Image


def probabilities(pack: Path, labels: Path, images: Path) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Asks the pack's CNN as Camweave does for tags: the whole photograph, squashed to the base size.

    Returns the classes, probabilities [B, K] and labels [B, K]: 1 present, 0 absent, -1 not to be counted.
    """
    manifest = json.loads((pack / "pack.json").read_text())["cnn"]
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 2
    session = onnxruntime.InferenceSession(str(pack / manifest["file"]), options, providers=["CPUExecutionProvider"])
    with open(labels, newline="") as file:
        header, *rows = csv.reader(file)
    logits = []
    for name, *_ in rows:
        image = Image.open(images / f"{name}.jpg").convert("RGB")
        square = image.resize((manifest["size"], manifest["size"]), Image.Resampling.BILINEAR)
        pixels = (np.asarray(square, dtype=np.float32) / 255 - manifest["mean"]) / manifest["std"]
        given = pixels.transpose(2, 0, 1)[None].astype(np.float32)
        logits.append(session.run(None, {session.get_inputs()[0].name: given})[0][0])
    truth = np.array([[int(value) for value in row[1:]] for row in rows])
    return header[1:], 1 / (1 + np.exp(-np.array(logits, dtype=np.float64))), truth
