"""python -m camweave_training train|export cnn|vit ..."""

import argparse
from pathlib import Path

from .export import export
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
    given = parser.parse_args()
    if given.command == "export":
        export(given.network, given.run, given.out)
        return
    options = {"with_attention": not given.no_attention} if given.network == "vit" else {}
    train(given.network, given.out, given.steps, given.batch, given.rate, given.seed, given.threads, options)


main()
