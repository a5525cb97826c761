"""Trains one student; may be interrupted and started again at any time."""

import json
import math
import time
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path

import torch

from .distil import CnnDistiller, VitDistiller
from .photographs import Crops, Photographs
from .students import CNN_SIZE, VIT_SIZE, student_cnn, student_vit

CHECKPOINT_EVERY = 100
WARM_UP = 300


@dataclass
class Recipe:
    steps: int
    batch: int
    rate: float


RECIPES = {"cnn": Recipe(steps=6000, batch=16, rate=2e-3), "vit": Recipe(steps=5000, batch=16, rate=1.5e-3)}


def input_size(network: str, step: int, steps: int) -> int:
    """Small inputs first, the final size last: most of what there is to learn is learned at a quarter of the cost."""
    done = step / steps
    if network == "cnn":
        return 192 if done < 0.4 else [192, 224, 256][step % 3] if done < 0.8 else CNN_SIZE
    return 224 if done < 0.6 else VIT_SIZE


def train(network: str, out: Path, steps: int | None, seed: int, threads: int, options: dict) -> None:
    """Follows the recipe of a network, or goes on with a run that lies in `out`."""
    recipe = RECIPES[network]
    steps, batch, rate = steps or recipe.steps, recipe.batch, recipe.rate
    torch.set_num_threads(threads)
    torch.manual_seed(seed)
    out.mkdir(parents=True, exist_ok=True)
    distiller = _distiller(network, options)
    own = [parameter for parameter in distiller.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(own, lr=rate, weight_decay=0.05, betas=(0.9, 0.98))
    average = deepcopy(distiller.student)
    checkpoint = out / "checkpoint.pt"
    first = 0
    if checkpoint.exists():
        kept = torch.load(checkpoint, weights_only=True)
        distiller.load_state_dict(kept["distiller"])
        average.load_state_dict(kept["average"])
        optimiser.load_state_dict(kept["optimiser"])
        first = kept["step"]
    crops = Crops(Photographs(held_back=False), seed, first)
    started = time.time()
    sums: dict[str, float] = {}
    for step in range(first, steps):
        # Every step draws from its own seed, so that a run that was interrupted goes on with the same numbers.
        torch.manual_seed(seed * 1_000_003 + step)
        size = input_size(network, step, steps)
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1, (step + 1) / WARM_UP) * 0.5 * (1 + math.cos(math.pi * step / steps))
        losses = distiller.loss(crops, batch, size, step / steps)
        optimiser.zero_grad(set_to_none=True)
        sum(losses.values()).backward()
        torch.nn.utils.clip_grad_norm_(own, 1.0)
        optimiser.step()
        _move_average(average, distiller.student, min(0.999, (step + 1) / (step + 10)))
        for name, value in losses.items():
            sums[name] = sums.get(name, 0.0) + float(value.detach())
        if (step + 1) % CHECKPOINT_EVERY == 0 or step + 1 == steps:
            means = {name: round(value / CHECKPOINT_EVERY, 4) for name, value in sums.items()}
            line = {"step": step + 1, "size": size, "seconds": round(time.time() - started), **means}
            with open(out / "log.jsonl", "a") as log:
                log.write(json.dumps(line) + "\n")
            print(line, flush=True)
            sums, started = {}, time.time()
            _save(checkpoint, distiller, average, optimiser, step + 1)


def _distiller(network: str, options: dict):
    if network == "cnn":
        return CnnDistiller(student_cnn().to(memory_format=torch.channels_last))
    return VitDistiller(student_vit(), **options)


def _move_average(average, student, keep: float) -> None:
    with torch.no_grad():
        for kept, new in zip(average.state_dict().values(), student.state_dict().values()):
            if kept.dtype.is_floating_point:
                kept.lerp_(new, 1 - keep)
            else:
                kept.copy_(new)


def _save(checkpoint: Path, distiller, average, optimiser, step: int) -> None:
    temporary = checkpoint.with_suffix(".new")
    state = {"distiller": distiller.state_dict(), "average": average.state_dict(), "optimiser": optimiser.state_dict()}
    torch.save({**state, "step": step}, temporary)
    temporary.replace(checkpoint)
