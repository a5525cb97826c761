"""The losses of training runs, drawn."""

import json
from pathlib import Path

import matplotlib

matplotlib.use("svg")
from matplotlib import pyplot  # noqa: E402

NOT_LOSSES = {"step", "size", "seconds"}


def draw_curves(logs: list[Path], out: Path) -> None:
    """One panel for each log of a run, one line for each of its losses; dotted where inputs change size for good."""
    figure, panels = pyplot.subplots(1, len(logs), figsize=(4.5 * len(logs), 3.2), squeeze=False)
    for log, panel in zip(logs, panels[0]):
        lines = [json.loads(line) for line in log.read_text().splitlines()]
        for name in [key for key in lines[-1] if key not in NOT_LOSSES]:
            panel.plot([line["step"] for line in lines], [line[name] for line in lines], label=name, linewidth=1)
        last = max((line["step"] for line in lines if line["size"] != lines[-1]["size"]), default=0)
        panel.axvline(last, color="grey", linestyle=":", linewidth=1)
        panel.set(title=log.stem, xlabel="step", yscale="log")
        panel.legend(fontsize=7)
    figure.tight_layout()
    figure.savefig(out, metadata={"Date": None})
