import base64
import json

import numpy as np

from camweave_training.project_json import read_project


def test_what_camweave_shows_is_read(tmp_path):
    maps = np.array([0, 0.25, 0.5, 1], "<f2")
    told = {
        "name": "pets",
        "classes": [{"label": 2, "name": "dog", "colour": "#008000", "threshold": 0.5}],
        "parameters": {"coupling": "adcam"},
        "images": [
            {
                "path": "a.jpg",
                "scores": {"labels": [2], "grid": 2, "maps": base64.b64encode(maps.tobytes()).decode()},
            },
            {"path": "new.jpg", "scores": None},
        ],
    }
    file = tmp_path / "pets.json"
    file.write_text(json.dumps(told))
    project = read_project(file)
    assert project.parameters == {"coupling": "adcam"}
    assert project.classes == {2: "dog"}
    assert list(project.scores) == ["a.jpg"]
    labels, scores = project.scores["a.jpg"]
    assert labels == [2]
    assert scores.dtype == np.float32
    assert scores.tolist() == [[[0, 0.25], [0.5, 1]]]
