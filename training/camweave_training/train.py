"""Trains one network; may be interrupted and started again at any time."""

import json
import math
import time
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import torch

from .cnn import pretrained_cnn
from .distil import VitDistiller
from .fine_tune import CnnTuner
from .photographs import Crops, Photographs
from .vit import VIT_SIZE, student_vit

CHECKPOINT_EVERY = 100


@dataclass
class Recipe:
    steps: int
    fall: int
    """Steps in which the rate would fall to nothing."""
    batch: int
    rate: float
    warm_up: int
    """Steps until the rate is reached."""
    keep: float
    """Share of the average that a step leaves, once there are many."""
    least_share: float
    """How much of a photograph each crop shows at least."""


RECIPES = {
    # Longer training knows classes better and places worse, so it stops before its rate has fallen.
    "cnn": Recipe(steps=400, fall=850, batch=16, rate=2e-3, warm_up=50, keep=0.98, least_share=0.4),
    "vit": Recipe(steps=5000, fall=5000, batch=16, rate=1.5e-3, warm_up=300, keep=0.999, least_share=0.2),
}


def input_size(network: str, step: int, steps: int) -> int:
    """The CNN sees two sizes. The ViT sees small inputs first, the final size last: most of what there is to learn is
    learned at a quarter of the cost."""
    if network == "cnn":
        return [224, 320][step % 2]
    return 224 if step / steps < 0.6 else VIT_SIZE


def train(network: str, out: Path, steps: int | None, seed: int, threads: int, options: dict) -> None:
    """Follows the recipe of a network, or goes on with a run that lies in `out`."""
    recipe = RECIPES[network]
    steps, batch, rate = steps or recipe.steps, recipe.batch, recipe.rate
    fall = round(recipe.fall * steps / recipe.steps)
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    learner = _learner(network, options)
    own = [parameter for parameter in learner.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(learner.groups(), lr=rate, weight_decay=0.05, betas=(0.9, 0.98))
    average = deepcopy(learner.student)
    checkpoint = out / "checkpoint.pt"
    first = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        learner.load_state_dict(kept["learner"])
        average.load_state_dict(kept["average"])
        optimiser.load_state_dict(kept["optimiser"])
        first = kept["step"]
    crops = Crops(Photographs(held_back=False), seed, first, recipe.least_share)
    started = time.time()
    sums: dict[str, float] = {}
    for step in range(first, steps):
        # Every step draws from its own seed, so that a run that was interrupted goes on with the same numbers.
        torch.manual_seed(seed * 1_000_003 + step)
        size = input_size(network, step, steps)
        for group in optimiser.param_groups:
            warm = min(1, (step + 1) / recipe.warm_up)
            group["lr"] = rate * group["share"] * warm * 0.5 * (1 + math.cos(math.pi * step / fall))
        losses = learner.loss(crops, batch, size, step / steps)
        optimiser.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(own, 1.0)
        optimiser.step()
        _move_average(average, learner.student, min(recipe.keep, (step + 1) / (step + 10)))
        for name, value in losses.items():
            sums[name] = sums.get(name, 0.0) + float(value.detach())
        if (step + 1) % CHECKPOINT_EVERY == 0 or step + 1 == steps:
            summed = step % CHECKPOINT_EVERY + 1
            means = {name: round(value / summed, 4) for name, value in sums.items()}
            line = {"step": step + 1, "size": size, "seconds": round(time.time() - started), **means}
            with open(out / "log.jsonl", "a") as log:
                log.write(json.dumps(line) + "\n")
            print(line, flush=True)
            sums, started = {}, time.time()
            _save(checkpoint, learner, average, optimiser, step + 1)


def _learner(network: str, options: dict) -> CnnTuner | VitDistiller:
    if network == "cnn":
        return CnnTuner(pretrained_cnn().to(memory_format=torch.channels_last))
    return VitDistiller(student_vit(), **options)


def _move_average(average, student, keep: float) -> None:
    with torch.no_grad():
        for kept, new in zip(average.state_dict().values(), student.state_dict().values()):
            if kept.dtype.is_floating_point:
                kept.lerp_(new, 1 - keep)
            else:
                kept.copy_(new)


def _save(checkpoint: Path, learner, average, optimiser, step: int) -> None:
    temporary = checkpoint.with_suffix(".new")
    state = {"learner": learner.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save({**state, "step": step}, temporary)
    temporary.replace(checkpoint)
