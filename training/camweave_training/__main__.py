"""python -m camweave_training COMMAND ..."""

import argparse
import json
from pathlib import Path

from .calibrate import calibrate
from .classifier import report
from .contact_sheet import contact_sheet
from .curves import draw_curves
from .export import export
from .held_back import link_held_back
from .probabilities import probabilities
from .train import RECIPES, train


def main() -> None:
    parser = argparse.ArgumentParser(prog="camweave_training")
    commands = parser.add_subparsers(required=True)

    def command(name: str, says: str, run) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=says)
        added.set_defaults(run=run)
        return added

    one = command("train", "train one student; run again to go on after an interruption", _train)
    one.add_argument("network", choices=RECIPES)
    one.add_argument("--out", type=Path, required=True, help="folder of the run: checkpoint and log")
    one.add_argument("--steps", type=int, help="instead of the recipe's")
    one.add_argument("--seed", type=int, default=0)
    one.add_argument("--threads", type=int, default=1)
    one.add_argument("--no-attention", action="store_true", help="ViT only: do not distil attention")

    one = command(
        "export",
        "write a run's average weights as ONNX",
        lambda given: export(given.network, given.weights, given.out, given.size),
    )
    one.add_argument("network", choices=RECIPES)
    one.add_argument("--run", type=Path, required=True, dest="weights")
    one.add_argument("--out", type=Path, required=True)
    one.add_argument("--size", type=int, help="ViT only: another input size, in pixels (a multiple of 16)")

    one = command(
        "held-back", "link the photographs that train no weight into a folder", lambda given: link_held_back(given.out)
    )
    one.add_argument("--out", type=Path, required=True)

    one = command(
        "calibrate",
        "choose thresholds and tag probabilities of a pack",
        lambda given: calibrate(given.pack, given.held_back, given.project, given.reference),
    )
    one.add_argument("--pack", type=Path, required=True)
    one.add_argument("--held-back", type=Path, required=True, help="what `held-back` made")
    one.add_argument("--project", type=Path, required=True, help="held back, proposed with the pack, as JSON")
    one.add_argument("--reference", type=Path, required=True, help="held back, proposed with the teachers, likewise")

    one = command("evaluate", "average precision and calibration of a pack's classifier", _evaluate)
    one.add_argument("--pack", type=Path, required=True)
    one.add_argument("--labels", type=Path, required=True, help="CSV of names and labels")
    one.add_argument("--images", type=Path, required=True)

    one = command(
        "contact-sheet",
        "photographs beside their proposals, on one PNG",
        lambda given: contact_sheet(given.export, given.truth, given.names, given.columns, given.out),
    )
    one.add_argument("--export", type=Path, required=True, help="VOC folder that Camweave exported")
    one.add_argument("--truth", type=Path, help="VOC folder with true masks")
    one.add_argument("--names", nargs="+", required=True)
    one.add_argument("--columns", type=int, default=2)
    one.add_argument("--out", type=Path, required=True)

    one = command("curves", "draw the losses of runs as SVG", lambda given: draw_curves(given.logs, given.out))
    one.add_argument("logs", type=Path, nargs="+", help="log.jsonl of runs")
    one.add_argument("--out", type=Path, required=True)

    given = parser.parse_args()
    given.run(given)


def _train(given: argparse.Namespace) -> None:
    options = {"with_attention": not given.no_attention} if given.network == "vit" else {}
    train(given.network, given.out, given.steps, given.seed, given.threads, options)


def _evaluate(given: argparse.Namespace) -> None:
    print(json.dumps(report(*probabilities(given.pack, given.labels, given.images)), indent=2))


main()
