"""Random views of a photograph: placement, colour, sharpness; boxes are read off the moved labels."""

import numpy as np
import torch
import torch.nn.functional as F

from training.shared.photos import PAD_VALUE
from training.shared.views import occlude, recolour

MIN_VISIBLE_PIXELS = 12  # a lesion with fewer pixels in view is not asked for
CLOSE_UP_SHARE = 0.06


def placement(rng):
    """Matrix [2,3] from output to source coordinates (-1..1 each): turn, mirror, zoom, shift.

    A few views are a close-up of a random corner, which is often skin without any lesion.
    """
    if rng.random() < CLOSE_UP_SHARE:
        zoom, shift = rng.uniform(2, 3.5), rng.uniform(-0.6, 0.6, 2)
    else:
        zoom, shift = np.exp(rng.uniform(np.log(0.75), np.log(1.6))), rng.uniform(-0.2, 0.2, 2)
    quarter = rng.integers(0, 4) * np.pi / 2
    angle = rng.uniform(0, 2 * np.pi) if rng.random() < 0.5 else quarter
    mirror = rng.choice([-1, 1])
    turn = np.array([[np.cos(angle) * mirror, -np.sin(angle)], [np.sin(angle) * mirror, np.cos(angle)]])
    return np.concatenate([turn / zoom, shift[:, None]], 1)


def move(rng, image, labels, size):
    """(pixels float [3,S,S] 0..1, labels long [S,S]) of a random view; outside is letterbox grey."""
    theta = torch.from_numpy(placement(rng)).float()[None]
    grid = F.affine_grid(theta, (1, 3, size, size), align_corners=False)
    source = torch.from_numpy(image).permute(2, 0, 1)[None].float() / 255 - PAD_VALUE / 255
    pixels = F.grid_sample(source, grid, mode="bilinear", align_corners=False)[0] + PAD_VALUE / 255
    ids = torch.from_numpy(labels)[None, None].float()
    moved = F.grid_sample(ids, grid, mode="nearest", align_corners=False)[0, 0]
    return pixels, moved.long()


def boxes_of(labels):
    """Corner boxes float [G,4] of the labels 1, 2, ... in a [S,S] map."""
    boxes = []
    for i in range(1, int(labels.max()) + 1):
        rows, columns = np.nonzero(labels == i)
        if len(rows) >= MIN_VISIBLE_PIXELS:
            boxes.append([columns.min(), rows.min(), columns.max() + 1, rows.max() + 1])
    return np.array(boxes, np.float32).reshape(-1, 4)


def random_view(rng, image, labels, size):
    """(pixels [3,S,S], lesion [S,S] 0/1, boxes [G,4]) as float tensors."""
    pixels, moved = move(rng, image, labels, size)
    boxes = torch.from_numpy(boxes_of(moved.numpy()))
    return occlude(rng, recolour(rng, pixels), 0.15), (moved > 0).float(), boxes
