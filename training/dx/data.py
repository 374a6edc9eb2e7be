"""Lesion crops for the diagnosis net, cut as the worker's ClassifyLesions cuts them, and random views of them."""

from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

from training.lesion.augment import boxes_of
from training.shared.photos import load_pad
from training.shared.views import occlude, recolour

CLASSES = ("NEV", "BCC", "ACK", "MEL", "SEK", "SCC")
SIZE = 128
MARGIN = 0.25  # skin around the box, as part of its longer side
FRAME = 320  # the boxes are read off outlines at the detector's input size
ROOMY = 160  # random views are taken from a somewhat larger copy


@dataclass(frozen=True)
class Crop:
    """One lesion: pixels uint8 [SIZE,SIZE,3] as the worker would cut them, roomy uint8 [ROOMY,ROOMY,3] the same."""

    id: str
    diagnosis: str
    fitzpatrick: str
    pixels: np.ndarray
    roomy: np.ndarray

    @property
    def label(self):
        return CLASSES.index(self.diagnosis)


def square_around(box, width, height):
    """Left, top, right, bottom of the square with the margin, as far as the picture goes."""
    side = max(box[2] - box[0], box[3] - box[1]) * (1 + 2 * MARGIN)
    centre = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    left, top = int(max(0, centre[0] - side / 2)), int(max(0, centre[1] - side / 2))
    right = int(np.ceil(min(width, centre[0] + side / 2)))
    return left, top, max(right, left + 1), max(int(np.ceil(min(height, centre[1] + side / 2))), top + 1)


def crop_of(photo, file, box=None):
    """The crop of one photograph around a box in letterbox pixels; around its outline without one."""
    image = Image.open(file).convert("RGB")
    ratio = min(FRAME / image.width, FRAME / image.height)
    shift = [round((FRAME - round(n * ratio)) / 2 - 0.1) for n in image.size] * 2
    box = boxes_of(photo.labels)[0] if box is None else box
    place = square_around((np.asarray(box) - shift) / ratio, *image.size)
    pixels, roomy = (
        np.array(image.resize((n, n), Image.BILINEAR, box=place)) for n in (SIZE, ROOMY)
    )
    return Crop(photo.id, photo.diagnosis, photo.fitzpatrick, pixels, roomy)


def load_crops(data_dir, boxes=None):
    """Crops of all outlined PAD-UFES-20 photographs; `boxes` ({id: box in letterbox pixels}) replaces the outlines."""
    folder = data_dir / "pad_ufes_20"
    files = {file.stem: file for file in (folder / "images").iterdir()}
    photos = [photo for photo in load_pad(folder, FRAME) if len(boxes_of(photo.labels))]
    if boxes is not None:
        photos = [photo for photo in photos if photo.id in boxes]
    return [crop_of(photo, files[photo.id], boxes and boxes[photo.id]) for photo in photos]


def random_view(rng, crop, size=SIZE):
    """float [3,size,size] 0..1: turned, mirrored, zoomed, shifted, recoloured, sometimes partly hidden."""
    angle = rng.integers(0, 4) * np.pi / 2 + rng.normal(0, 0.25)
    zoom = np.exp(rng.uniform(np.log(0.78), np.log(1.1), 2))
    mirror = rng.choice([-1, 1])
    turn = np.array([[np.cos(angle) * mirror, -np.sin(angle)], [np.sin(angle) * mirror, np.cos(angle)]])
    theta = np.concatenate([turn * zoom, rng.uniform(-0.1, 0.1, (2, 1))], 1)
    grid = F.affine_grid(torch.from_numpy(theta).float()[None], (1, 3, size, size), align_corners=False)
    source = torch.from_numpy(crop.roomy).permute(2, 0, 1)[None].float() / 255
    pixels = F.grid_sample(source, grid, mode="bilinear", padding_mode="reflection", align_corners=False)[0]
    return occlude(rng, recolour(rng, pixels))
