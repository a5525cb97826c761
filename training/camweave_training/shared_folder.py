"""Where data and teachers are."""

import os
from pathlib import Path


def shared_folder() -> Path:
    """The folder with data and teachers."""
    return Path(os.environ.get("CAMWEAVE_SHARED", "../shared"))
