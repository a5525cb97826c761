"""Opens exports of one project with the libraries that train on them, and compares every mask with the VOC export.

    camweave export F --out E/voc
    camweave export F --out E/png --format png
    camweave export F --out E/coco --format coco
    camweave export F --out E/coco-polygons --format coco --segmentation polygons
    camweave export F --out E/yolo --format yolo
    camweave export F --out E/labelme --format labelme
    camweave export F --out E/cvat --format cvat --shapes polygons
    python testing/readExports.py E

Libraries that are missing are passed over, and so are exports; numpy and Pillow are needed. Names of libraries after the
folder try those alone. It ends with 1 where a mask differs. Void is compared where a format has it;
elsewhere it has to be background. docs/python.md shows the same, library by library.
"""

import importlib.util
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from PIL import Image

VOID = 255
Masks = Iterator[tuple[str, np.ndarray]]


class Exports:
    """Where they lie, and what the VOC export says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.voc = folder / "voc" / "VOCdevkit" / "VOC2012"
        lines = (self.voc / "labelmap.txt").read_text().splitlines()
        # Of a name the position counts: background is 0.
        names = [line.split(":")[0] for line in lines if line and not line.startswith("#")]
        self.classes = [name for name in names if name not in ("background", "void")]

    def label(self, name: str) -> int:
        return self.classes.index(name) + 1

    def true(self, image: str) -> np.ndarray:
        return np.array(Image.open(self.voc / "SegmentationClass" / f"{image}.png"))

    @property
    def images(self) -> list[str]:
        return sorted(path.stem for path in (self.voc / "SegmentationClass").glob("*.png"))

    def parts(self) -> list[str]:
        return ["train", "val"]


def torchvision_voc(exports: Exports, folder: Path) -> Masks:
    from torchvision.datasets import VOCSegmentation

    for part in exports.parts():
        data = VOCSegmentation(str(folder), year="2012", image_set=part, download=False)
        for (photograph, target), path in zip(data, data.masks, strict=True):
            assert photograph.size == target.size
            yield Path(path).stem, np.array(target)


def torchvision_coco(exports: Exports, folder: Path) -> Masks:
    from torchvision.datasets import CocoDetection

    for part in exports.parts():
        data = CocoDetection(str(folder / "images"), str(folder / f"annotations/instances_{part}.json"))
        for index, (photograph, annotations) in enumerate(data):
            name = data.coco.loadImgs(data.ids[index])[0]["file_name"]
            mask = np.zeros((photograph.height, photograph.width), np.uint8)
            for item in annotations:
                category = data.coco.loadCats(item["category_id"])[0]["name"]
                mask[data.coco.annToMask(item) == 1] = exports.label(category)
            yield Path(name).stem, mask


def pycocotools(exports: Exports, folder: Path) -> Masks:
    from pycocotools import mask as runs
    from pycocotools.coco import COCO

    for part in exports.parts():
        coco = COCO(str(folder / f"annotations/instances_{part}.json"))
        for image in coco.loadImgs(coco.getImgIds()):
            mask = np.zeros((image["height"], image["width"]), np.uint8)
            for item in coco.loadAnns(coco.getAnnIds(imgIds=image["id"])):
                own = coco.annToRLE(item)
                assert runs.area(own) == item["area"], f"area of annotation {item['id']}"
                assert runs.toBbox(own).tolist() == item["bbox"], f"box of annotation {item['id']}"
                mask[runs.decode(own) == 1] = exports.label(coco.loadCats(item["category_id"])[0]["name"])
            yield Path(image["file_name"]).stem, mask


def datumaro_as(kind: str) -> Callable[[Exports, Path], Masks]:
    def read(exports: Exports, folder: Path) -> Masks:
        from datumaro import Dataset
        from datumaro.components.annotation import AnnotationType

        data = Dataset.import_from(str(folder), kind)
        data.transform("polygons_to_masks")
        names = [category.name for category in data.categories()[AnnotationType.label]]
        for item in data:
            # All of the other two once more.
            if item.subset == "trainval":
                continue
            height, width = item.media.size if hasattr(item.media, "size") else item.media.data.shape[:2]
            mask = np.zeros((height, width), np.uint8)
            for annotation in item.annotations:
                name = names[annotation.label]
                if annotation.type != AnnotationType.mask or name == "background":
                    continue
                mask[np.asarray(annotation.image) == 1] = VOID if name in ("void", "ignored") else exports.label(name)
            yield Path(item.id).name, mask

    return read


def supervision_coco(exports: Exports, folder: Path) -> Masks:
    import supervision as sv

    for part in exports.parts():
        data = sv.DetectionDataset.from_coco(
            str(folder / "images"), str(folder / f"annotations/instances_{part}.json"), force_masks=True
        )
        yield from supervision_masks(exports, data)


def supervision_yolo(exports: Exports, folder: Path) -> Masks:
    import supervision as sv

    for part in exports.parts():
        data = sv.DetectionDataset.from_yolo(
            str(folder / "images" / part),
            str(folder / "labels" / part),
            str(folder / "data.yaml"),
            force_masks=True,
        )
        yield from supervision_masks(exports, data)


def supervision_masks(exports: Exports, data) -> Masks:
    for path, photograph, found in data:
        mask = np.zeros(photograph.shape[:2], np.uint8)
        for own, kind in zip(found.mask if found.mask is not None else [], found.class_id, strict=True):
            mask[own] = exports.label(data.classes[kind])
        yield Path(path).stem, mask


def ultralytics_yolo(exports: Exports, folder: Path) -> Masks:
    from ultralytics.data.dataset import YOLODataset
    from ultralytics.data.utils import polygon2mask
    from ultralytics.utils import YAML

    names = YAML.load(folder / "data.yaml")["names"]
    for part in exports.parts():
        data = YOLODataset(
            img_path=str(folder / "images" / part),
            data={"names": names, "channels": 3},
            task="segment",
            augment=False,
        )
        for item in data.labels:
            height, width = item["shape"]
            mask = np.zeros((height, width), np.uint8)
            for polygon, kind in zip(item["segments"], item["cls"][:, 0], strict=True):
                own = polygon2mask((height, width), [(polygon * (width, height)).reshape(-1)])
                mask[own == 1] = exports.label(names[int(kind)])
            yield Path(item["im_file"]).stem, mask


def labelme_shapes(exports: Exports, folder: Path) -> Masks:
    import json

    from labelme.utils import shapes_to_label

    values = {"_background_": 0, **{name: exports.label(name) for name in exports.classes}}
    for file in sorted((folder / "images").glob("*.json")):
        data = json.loads(file.read_text())
        size = (data["imageHeight"], data["imageWidth"])
        mask, _ = shapes_to_label(size, data["shapes"], values)
        yield file.stem, np.asarray(mask).astype(np.uint8)


def mmsegmentation_png(exports: Exports, folder: Path) -> Masks:
    from mmengine.registry import init_default_scope
    from mmseg.datasets import BaseSegDataset

    init_default_scope("mmseg")
    lines = (folder / "classes.txt").read_text().splitlines()
    for part in exports.parts():
        yield from mmsegmentation_masks(
            BaseSegDataset(
                data_root=str(folder),
                ann_file=f"{part}.txt",
                data_prefix={"img_path": "images", "seg_map_path": "masks"},
                img_suffix=".jpg",
                seg_map_suffix=".png",
                metainfo={"classes": lines, "palette": [[label] * 3 for label in range(len(lines))]},
                reduce_zero_label=False,
                ignore_index=VOID,
                pipeline=[{"type": "LoadImageFromFile"}, {"type": "LoadAnnotations"}],
            )
        )


def mmsegmentation_voc(exports: Exports, folder: Path) -> Masks:
    from mmengine.registry import init_default_scope
    from mmseg.datasets import PascalVOCDataset

    init_default_scope("mmseg")
    for part in exports.parts():
        yield from mmsegmentation_masks(
            PascalVOCDataset(
                data_root=str(folder / "VOCdevkit" / "VOC2012"),
                ann_file=f"ImageSets/Segmentation/{part}.txt",
                data_prefix={"img_path": "JPEGImages", "seg_map_path": "SegmentationClass"},
                pipeline=[{"type": "LoadImageFromFile"}, {"type": "LoadAnnotations"}],
            )
        )


def mmsegmentation_masks(data) -> Masks:
    for index in range(len(data)):
        item = data[index]
        assert item["img"].shape[:2] == item["gt_seg_map"].shape
        yield Path(item["img_path"]).stem, item["gt_seg_map"]


def fiftyone_coco(exports: Exports, folder: Path) -> Masks:
    # What Dataset.from_dir(dataset_type=fo.types.COCODetectionDataset) reads with, which needs no database.
    from fiftyone.utils.coco import COCODetectionDatasetImporter

    for part in exports.parts():
        importer = COCODetectionDatasetImporter(
            data_path=str(folder / "images"),
            labels_path=str(folder / f"annotations/instances_{part}.json"),
            label_types="segmentations",
            use_polylines=False,
        )
        with importer:
            for path, metadata, found in importer:
                mask = np.zeros((metadata.height, metadata.width), np.uint8)
                for item in found.detections if found else []:
                    # to_segmentation() would scale the mask to a box without its fractions.
                    left = round(item.bounding_box[0] * metadata.width)
                    top = round(item.bounding_box[1] * metadata.height)
                    height, width = item.mask.shape
                    mask[top : top + height, left : left + width][item.mask] = exports.label(item.label)
                yield Path(path).stem, mask


# Library, what is opened, export, whether the format has void, and how it is read.
READERS: list[tuple[str, str, str, bool, Callable[[Exports, Path], Masks]]] = [
    ("torchvision", "VOCSegmentation", "voc", True, torchvision_voc),
    ("torchvision", "CocoDetection", "coco", False, torchvision_coco),
    ("torchvision", "CocoDetection", "coco-polygons", False, torchvision_coco),
    ("pycocotools", "COCO", "coco", False, pycocotools),
    ("pycocotools", "COCO", "coco-polygons", False, pycocotools),
    ("mmseg", "BaseSegDataset", "png", True, mmsegmentation_png),
    ("mmseg", "PascalVOCDataset", "voc", True, mmsegmentation_voc),
    ("datumaro", "voc_segmentation", "voc/VOCdevkit/VOC2012", True, datumaro_as("voc_segmentation")),
    ("datumaro", "coco_instances", "coco", False, datumaro_as("coco_instances")),
    ("datumaro", "coco_instances", "coco-polygons", False, datumaro_as("coco_instances")),
    ("datumaro", "cvat", "cvat", False, datumaro_as("cvat")),
    ("supervision", "from_coco", "coco", False, supervision_coco),
    ("supervision", "from_coco", "coco-polygons", False, supervision_coco),
    ("supervision", "from_yolo", "yolo", False, supervision_yolo),
    ("ultralytics", "YOLODataset", "yolo", False, ultralytics_yolo),
    ("labelme", "shapes_to_label", "labelme", False, labelme_shapes),
    ("fiftyone", "COCODetectionDataset", "coco", False, fiftyone_coco),
    ("fiftyone", "COCODetectionDataset", "coco-polygons", False, fiftyone_coco),
]

# These round corners and draw outlines, too, so that their masks of polygons end a pixel farther, and have the cuts to
# holes. It is said how much that is.
ROUNDING = {("supervision", "coco-polygons"), ("supervision", "yolo")}


def at_edges(true: np.ndarray) -> np.ndarray:
    """Pixels that have another label beside them, or the border of the image."""
    wide = np.pad(true.astype(np.int16), 1, constant_values=-1)
    height, width = true.shape
    found = np.zeros(true.shape, bool)
    for down in range(3):
        for right in range(3):
            found |= wide[down : down + height, right : right + width] != true
    return found


def compare(exports: Exports, masks: Masks, has_void: bool, rounds: bool) -> tuple[str, bool]:
    """Counts what was read, and says whether it is all of the export, pixel for pixel."""
    seen: set[str] = set()
    pixels = labelled = differing = beyond = images = 0
    for image, mask in masks:
        true = exports.true(image)
        assert mask.shape == true.shape, f"{image} is {mask.shape}, not {true.shape}"
        assert image not in seen, f"{image} twice"
        seen.add(image)
        wanted = true if has_void else np.where(true == VOID, 0, true)
        wrong = mask != wanted
        images += int(wrong.any())
        differing += int(wrong.sum())
        beyond += int((wrong & ~at_edges(wanted)).sum()) if rounds else int(wrong.sum())
        pixels += true.size
        labelled += int(((true > 0) & (true != VOID)).sum())
    missing = len(set(exports.images) - seen)
    words = f"{len(seen)} images, {pixels} pixels, {labelled} of a class: {differing} differ"
    if images:
        words += f" in {images} images"
    if rounds:
        words += f", {beyond} of them not beside an edge"
    if missing:
        words += f", {missing} images are missing"
    return words, (rounds or differing == 0) and missing == 0


def main(folder: Path, wanted: list[str]) -> int:
    exports = Exports(folder)
    failed = False
    for library, what, export, has_void, read in READERS:
        if wanted and library not in wanted:
            continue
        title = f"{library} {what} {export}"
        if importlib.util.find_spec(library) is None:
            print(f"{title}: not there", flush=True)
            continue
        if not (folder / export).exists():
            print(f"{title}: there is no {export}", flush=True)
            continue
        try:
            words, good = compare(
                exports, read(exports, folder / export), has_void, (library, export) in ROUNDING
            )
        except Exception as error:  # One library that stumbles does not keep the others from being tried.
            words, good = f"{type(error).__name__}: {error}", False
        print(f"{title}: {words}", flush=True)
        failed = failed or not good
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve(), sys.argv[2:]))
