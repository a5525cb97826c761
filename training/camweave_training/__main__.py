"""python -m camweave_training COMMAND ..."""

import argparse
import json
from pathlib import Path

from .calibrate import calibrate
from .classifier import probabilities, report
from .contact_sheet import contact_sheet
from .export import export
from .held_back import link_held_back
from .train import train


def main() -> None:
    parser = argparse.ArgumentParser(prog="camweave_training")
    commands = parser.add_subparsers(dest="command", required=True)
    training = commands.add_parser("train", help="train one student; run again to go on after an interruption")
    training.add_argument("network", choices=["cnn", "vit"])
    training.add_argument("--out", type=Path, required=True, help="folder of the run: checkpoint and log")
    training.add_argument("--steps", type=int, default=6000)
    training.add_argument("--batch", type=int, default=32)
    training.add_argument("--rate", type=float, default=1e-3)
    training.add_argument("--seed", type=int, default=0)
    training.add_argument("--threads", type=int, default=2)
    training.add_argument("--no-attention", action="store_true", help="ViT only: do not distil attention")
    exporting = commands.add_parser("export", help="write a run's average weights as ONNX")
    exporting.add_argument("network", choices=["cnn", "vit"])
    exporting.add_argument("--run", type=Path, required=True)
    exporting.add_argument("--out", type=Path, required=True)
    held_back = commands.add_parser("held-back", help="link the photographs that train no weight into a folder")
    held_back.add_argument("--out", type=Path, required=True)
    calibrating = commands.add_parser("calibrate", help="choose thresholds and tag probabilities of a pack")
    calibrating.add_argument("--pack", type=Path, required=True)
    calibrating.add_argument("--held-back", type=Path, required=True, help="what `held-back` made")
    calibrating.add_argument("--project", type=Path, required=True, help="held back, proposed with the pack")
    calibrating.add_argument("--reference", type=Path, required=True, help="held back, proposed with the teachers")
    evaluating = commands.add_parser("evaluate", help="mean average precision and calibration of a pack's classifier")
    evaluating.add_argument("--pack", type=Path, required=True)
    evaluating.add_argument("--labels", type=Path, required=True, help="CSV of names and labels")
    evaluating.add_argument("--images", type=Path, required=True)
    showing = commands.add_parser("contact-sheet", help="photographs beside their proposals, on one PNG")
    showing.add_argument("--export", type=Path, required=True, help="VOC folder that Camweave exported")
    showing.add_argument("--truth", type=Path, help="VOC folder with true masks")
    showing.add_argument("--names", nargs="+", required=True)
    showing.add_argument("--columns", type=int, default=2)
    showing.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    if given.command == "contact-sheet":
        contact_sheet(given.export, given.truth, given.names, given.columns, given.out)
        return
    if given.command == "held-back":
        link_held_back(given.out)
        return
    if given.command == "calibrate":
        calibrate(given.pack, given.held_back, given.project, given.reference)
        return
    if given.command == "evaluate":
        print(json.dumps(report(*probabilities(given.pack, given.labels, given.images)), indent=2))
        return
    if given.command == "export":
        export(given.network, given.run, given.out)
        return
    options = {"with_attention": not given.no_attention} if given.network == "vit" else {}
    train(given.network, given.out, given.steps, given.batch, given.rate, given.seed, given.threads, options)


main()
