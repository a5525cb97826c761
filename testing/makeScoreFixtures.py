"""Writes the score maps that the reader of .npy files is tested with, as numpy writes them.

    python testing/makeScoreFixtures.py            # writes testing/fixtures/npy/*.npy

Dictionaries have the entries of PSA and SEAM (maps by class) and of IRN (keys, cam, high_res). Tensors of torch are pickled as it does,
by a class that says the same without it. Needs numpy.
"""

import collections
import os
import pathlib
import sys
import types

import numpy

FOLDER = pathlib.Path(__file__).parent / "fixtures" / "npy"
# A ramp over 2 x 3 values: exact in float16.
RAMP = numpy.arange(6, dtype=numpy.float32).reshape(2, 3) / 8
TWO = numpy.stack([RAMP, 1 - RAMP])


def fake_torch():
    """What of torch a pickled tensor names."""
    torch, utils, storage = (types.ModuleType(name) for name in ("torch", "torch._utils", "torch.storage"))

    def _rebuild_tensor_v2(*args):
        return args

    def _load_from_bytes(content):
        return content

    for module, function in ((utils, _rebuild_tensor_v2), (storage, _load_from_bytes)):
        function.__module__ = module.__name__
        function.__qualname__ = function.__name__
        setattr(module, function.__name__, function)
    torch._utils, torch.storage = utils, storage
    sys.modules.update({"torch": torch, "torch._utils": utils, "torch.storage": storage})
    return utils._rebuild_tensor_v2, storage._load_from_bytes


def tensors():
    rebuild, load = fake_torch()

    class Storage:
        def __reduce__(self):
            return load, (b"\x80\x02...",)

    class Tensor:
        def __reduce__(self):
            return rebuild, (Storage(), 0, (2,), (1,), False, collections.OrderedDict())

    return Tensor(), Tensor()


class Bad:
    def __reduce__(self):
        return os.system, ("true",)


FOLDER.mkdir(parents=True, exist_ok=True)
for bits in (16, 32, 64):
    numpy.save(FOLDER / f"float{bits}.npy", TWO.astype(f"float{bits}"))
numpy.save(FOLDER / "bigEndian.npy", TWO.astype(">f4"))
numpy.save(FOLDER / "fortran.npy", numpy.asfortranarray(TWO))
numpy.save(FOLDER / "plane.npy", RAMP)
numpy.save(FOLDER / "text.npy", numpy.array(["a", "b"]))
numpy.save(FOLDER / "byClass.npy", {0: RAMP, 1: (1 - RAMP).astype(numpy.float16)})
numpy.save(FOLDER / "byName.npy", {"dog": RAMP, "zebra": RAMP})
numpy.save(FOLDER / "byNumpyKey.npy", {numpy.int64(1): numpy.asfortranarray(RAMP)})
high = numpy.repeat(numpy.repeat(TWO, 2, axis=1), 2, axis=2)
numpy.save(FOLDER / "irn.npy", {"keys": numpy.array([0, 1]), "cam": TWO, "high_res": high})
keys, cam = tensors()
numpy.save(FOLDER / "irnTorch.npy", {"keys": keys, "cam": cam, "high_res": TWO})
numpy.save(FOLDER / "refused.npy", {"keys": Bad(), "high_res": TWO})
