"""Real photographs with lesion masks: reading and letterboxing.

Expected under the data directory (README.md says where to get them):
  pad_ufes_20/images/PAT_<patient>_<lesion>_<n>.jpg|png, masks/<image>_mask.png, metadata.csv
  isic2017/images/ISIC_<id>.jpg, masks/ISIC_<id>_segmentation.png, ground_truth.csv
A mask is one lesion outline per image, so each image has exactly one box.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

PAD_VALUE = 114  # grey of the letterbox border, as in the public YOLO exports
MIN_MASK_PIXELS = 20  # at the letterboxed size; smaller ones are empty or broken masks


@dataclass(frozen=True)
class Photo:
    """One letterboxed photograph: image uint8 [S,S,3], labels uint8 [S,S] with 1 = lesion."""

    id: str
    source: str
    group: str  # patient (PAD) or image (ISIC, which names no patient)
    diagnosis: str
    fitzpatrick: str  # "1".."6", or "unknown"
    image: np.ndarray
    labels: np.ndarray


def letterbox(image, size, fill, resample):
    """Scales to fit a square and centres on `fill`; rounds as Ultralytics' LetterBox does."""
    ratio = min(size / image.width, size / image.height)
    width, height = round(image.width * ratio), round(image.height * ratio)
    left, top = round((size - width) / 2 - 0.1), round((size - height) / 2 - 0.1)
    square = Image.new(image.mode, (size, size), fill)
    square.paste(image.resize((width, height), resample), (left, top))
    return np.array(square)


def read_photo(image_file, mask_file, size):
    """Image and labels of one file pair, letterboxed."""
    image = Image.open(image_file).convert("RGB")
    mask = Image.open(mask_file).convert("L").resize(image.size, Image.NEAREST)
    pixels = letterbox(image, size, (PAD_VALUE,) * 3, Image.BILINEAR)
    labels = (letterbox(mask, size, 0, Image.NEAREST) > 127).astype(np.uint8)
    return pixels, labels


def load_pad(folder, size):
    """PAD-UFES-20: smartphone photos, grouped by patient."""
    with open(folder / "metadata.csv", newline="") as table:
        rows = {Path(row["img_id"]).stem: row for row in csv.DictReader(table)}
    for file in sorted((folder / "images").iterdir()):
        mask = folder / "masks" / f"{file.stem}_mask.png"
        if not mask.exists():
            continue
        row = rows[file.stem]
        tone = row["fitspatrick"].split(".")[0] or "unknown"
        patient = "_".join(file.stem.split("_")[:2])
        yield Photo(file.stem, "PAD-UFES-20", patient, row["diagnostic"], tone, *read_photo(file, mask, size))


def load_isic(folder, size):
    """ISIC 2017: dermoscopy, one lesion per image."""
    with open(folder / "ground_truth.csv", newline="") as table:
        rows = {row["image_id"]: row for row in csv.DictReader(table)}
    for file in sorted((folder / "images").iterdir()):
        mask = folder / "masks" / f"{file.stem}_segmentation.png"
        if not mask.exists():
            continue
        diagnosis = isic_diagnosis(rows.get(file.stem))
        yield Photo(
            file.stem, "ISIC 2017", file.stem, diagnosis, "unknown", *read_photo(file, mask, size)
        )


def isic_diagnosis(row):
    """MEL, SEK or NEV: the challenge's two yes/no labels leave benign naevi as the rest."""
    if row is None:
        return "unknown"
    if float(row["melanoma"]) > 0.5:
        return "MEL"
    return "SEK" if float(row["seborrheic_keratosis"]) > 0.5 else "NEV"


def diagnoses(data_dir):
    """{id: source and diagnosis} of every photograph, with or without an outline."""
    labels = {}
    for folder, table_name, key, label in (
        ("pad_ufes_20", "metadata.csv", "img_id", lambda row: "PAD-UFES-20 " + row["diagnostic"]),
        ("isic2017", "ground_truth.csv", "image_id", lambda row: "ISIC 2017 " + isic_diagnosis(row)),
    ):
        with open(data_dir / folder / table_name, newline="") as table:
            rows = {Path(row[key]).stem: row for row in csv.DictReader(table)}
        for file in sorted((data_dir / folder / "images").iterdir()):
            labels[file.stem] = label(rows[file.stem])
    return labels


def load_real(data_dir, size):
    """All usable photos of both sources, in a fixed order."""
    photos = [*load_isic(data_dir / "isic2017", size), *load_pad(data_dir / "pad_ufes_20", size)]
    return [photo for photo in photos if photo.labels.sum() >= MIN_MASK_PIXELS]
