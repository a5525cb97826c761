"""Gives a pack its defaults, chosen on photographs that trained no weight without looking at their masks."""

import json
from pathlib import Path

from .agreement import Agreement
from .classifier import best_probability
from .probabilities import probabilities
from .project_json import read_project

LEAST_TAGGED = 50
"""Fewer photographs than these give a class no tag probability of its own: here each is one number, not many pixels."""


def calibrate(pack: Path, held_back: Path, project: Path, reference: Path) -> None:
    """Rewrites `pack`/pack.json: the parameters that `project` was proposed with, thresholds under which the pack's
    proposals agree most with the teachers', and probabilities from which tags agree most with the labels.

    `project` and `reference` are the held-back photographs, proposed with the pack and with the teachers, as
    `camweave show PROJECT --json --scores` prints them.
    """
    file = pack / "pack.json"
    manifest = json.loads(file.read_text())
    proposed = read_project(project)
    manifest["parameters"] = proposed.parameters
    agreement = Agreement(proposed, read_project(reference))
    common = agreement.best()
    own = {name: agreement.best(label) for label, name in agreement.classes.items() if agreement.enough(label)}
    manifest["thresholds"] = {"default": common, "perClass": own}
    print(json.dumps({"agreement": agreement.table()}))
    classes, guessed, truth = probabilities(pack, held_back / "labels.csv", held_back / "images")
    manifest["tagProbability"] = {
        "default": best_probability(guessed, truth),
        "perClass": {
            name: best_probability(guessed[:, index], truth[:, index])
            for index, name in enumerate(classes)
            if (truth[:, index] == 1).sum() >= LEAST_TAGGED
        },
    }
    file.write_text(json.dumps(manifest, indent=2) + "\n")
    print(json.dumps({"thresholds": manifest["thresholds"], "tagProbability": manifest["tagProbability"]}, indent=2))
