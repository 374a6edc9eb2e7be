"""Photographs of which a part is known: around an outlined lesion is skin, outside of a person is none.

Nobody has outlined the skin in these photographs. A narrow ring around a lesion's outline is skin but for a hair, a fold or an
edge of the face; all else of a close-up is left open. Labels: UNKNOWN, NOT, SKIN.
"""

from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageFilter

from training.shared.folds import read_folds

UNKNOWN, NOT, SKIN = 0, 1, 2
HELD_OUT = (0, 1, 2)  # folds that are measured on; the others are learnt from
AWAY, REACH = 4, 14  # of the ring, pixels of a picture of 320


@dataclass(frozen=True)
class Labelled:
    """uint8 [S,S,3] and uint8 [S,S]."""

    image: np.ndarray
    labels: np.ndarray


def split(photos):
    """(to learn from, to measure on); no patient is in both."""
    homes = {photo_id: i for i, ids in enumerate(read_folds()) for photo_id in ids}
    held = [photo for photo in photos if homes[photo.id] in HELD_OUT]
    return [photo for photo in photos if homes[photo.id] not in HELD_OUT], held


def learnt(photos):
    return split(photos)[0]


def grown(mask, by):
    """bool [S,S] dilated by a square."""
    return np.asarray(Image.fromarray(mask.astype(np.uint8) * 255).filter(ImageFilter.MaxFilter(2 * by + 1))) > 127


def ring(lesion, inside):
    """bool [S,S]: a few pixels away from the outline, no farther than REACH, within the picture."""
    return grown(lesion, REACH) & ~grown(lesion, AWAY) & inside


def inside_of(image):
    """Where a letterboxed picture is: not on bars of the grey that fills it up; bool [S,S]."""
    bars = (image == 114).all(2)
    rows, columns = bars.all(1), bars.all(0)
    return ~(rows[:, None] | columns[None])


def labelled(photo):
    """The lesion and its ring are skin, the rest is left open."""
    lesion = photo.labels > 0
    known = lesion | ring(lesion, inside_of(photo.image))
    return Labelled(photo.image, np.where(known, SKIN, UNKNOWN).astype(np.uint8))
