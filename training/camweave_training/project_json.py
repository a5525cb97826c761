"""Reads what `camweave show PROJECT --json --scores` prints."""

import base64
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np


@dataclass
class Project:
    parameters: dict
    """What it was proposed with."""
    classes: dict[int, str]
    """Names by label."""
    scores: dict[str, tuple[list[int], np.ndarray]]
    """By an image's path: labels, and score maps float32[C, g, g] in their order."""


def read_project(file: Path) -> Project:
    told = json.loads(file.read_text(encoding="utf-8"))
    return Project(
        told["parameters"],
        {item["label"]: item["name"] for item in told["classes"]},
        {image["path"]: _scores(image["scores"]) for image in told["images"] if image["scores"]},
    )


def _scores(stored: dict) -> tuple[list[int], np.ndarray]:
    values = np.frombuffer(base64.b64decode(stored["maps"]), "<f2").astype(np.float32)
    return stored["labels"], values.reshape(-1, stored["grid"], stored["grid"])
