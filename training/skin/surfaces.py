"""Surfaces that are not skin, most of them of its colours: wood, sand, walls, cardboard, leather, cloth, things.

A surface is RGB 0..1 float32 [S,S,3]. What tells it from skin is its structure, its edges and what lies around it; a plain
beige wall that fills the picture can't be told from skin by anybody.
"""

import numpy as np
from PIL import Image

from training.person.figures import room
from training.shared.skin import draw_skin_colour, lab_to_rgb, smooth_noise

# of photographs' channels, so that skin has no colour of skin: green, blue or violet
SWAPS = ((1, 0, 2), (2, 0, 1), (1, 2, 0), (2, 1, 0))
_WARM = {  # Lab, lowest and highest
    "wood": ((22, 3, 10), (78, 18, 36)), "sand": ((50, 0, 8), (85, 9, 28)), "wall": ((45, -2, 2), (94, 10, 26)),
    "cardboard": ((45, 4, 15), (72, 12, 30)), "leather": ((15, 4, 6), (60, 22, 32)), "cloth": ((15, -2, 0), (90, 20, 30)),
}  # fmt: skip


def drawn_along(rng, size, squeeze, cells):
    """Noise that is long in one direction, about -1..1 [S,S]: grain."""
    long = smooth_noise(rng, (size * 2, size * 2), cells)
    turned = Image.fromarray(np.ascontiguousarray(long)).resize((size * 2, size * 2 * squeeze), Image.BILINEAR)
    middle = turned.crop((0, size * (squeeze - 1), size * 2, size * (squeeze + 1))).rotate(rng.uniform(0, 180), Image.BILINEAR)
    return np.asarray(middle.crop((size // 2, size // 2, size // 2 + size, size // 2 + size)))


def wood(rng, lab):
    size = lab.shape[0]
    grain = drawn_along(rng, size, int(rng.integers(6, 14)), int(rng.integers(40, 120)))
    rings = np.sin(drawn_along(rng, size, int(rng.integers(5, 10)), int(rng.integers(5, 14))) * rng.uniform(4, 14))
    lab[..., 0] += grain * rng.uniform(1, 6) + rings * rng.uniform(0.5, 5)
    lab[..., 2] += rings * rng.uniform(0, 3)
    if rng.random() < 0.5:
        lab[boards(rng, size)] -= (rng.uniform(8, 25), 0, 0)


def boards(rng, size):
    """Gaps between boards, bool [S,S]."""
    rows, columns = np.mgrid[0:size, 0:size]
    turn, wide = rng.uniform(0, np.pi), rng.uniform(18, 90)
    return (rows * np.sin(turn) + columns * np.cos(turn) + rng.uniform(0, wide)) % wide < rng.uniform(0.8, 2.2)


def sand(rng, lab):
    size = lab.shape[0]
    lab[..., 0] += rng.standard_normal((size, size)) * rng.uniform(2, 7) + smooth_noise(rng, (size, size), 60) * rng.uniform(1, 4)
    lab[..., 2] += rng.standard_normal((size, size)) * rng.uniform(0, 2)


def wall(rng, lab):
    size = lab.shape[0]
    lab[..., 0] += smooth_noise(rng, (size, size), rng.integers(60, 130)) * rng.uniform(0, 1.6)
    lab[..., 0] += smooth_noise(rng, (size, size), 2) * rng.uniform(0, 4)


def cardboard(rng, lab):
    size = lab.shape[0]
    rows, columns = np.mgrid[0:size, 0:size]
    turn = rng.uniform(0, np.pi)
    flutes = np.sin((rows * np.sin(turn) + columns * np.cos(turn)) * 2 * np.pi / rng.uniform(3, 9))
    lab[..., 0] += flutes * rng.uniform(0, 2.5) + smooth_noise(rng, (size, size), 100) * rng.uniform(0.5, 2.5)


def leather(rng, lab):
    size = lab.shape[0]
    cells = np.abs(smooth_noise(rng, (size, size), rng.integers(30, 90)))
    lab[..., 0] += np.minimum(cells, 0.5) * rng.uniform(3, 16) + smooth_noise(rng, (size, size), 6) * rng.uniform(0, 5)


def cloth(rng, lab):
    size = lab.shape[0]
    rows, columns = np.mgrid[0:size, 0:size]
    period, turn = rng.uniform(2.2, 7), rng.uniform(0, np.pi)
    one = rows * np.sin(turn) + columns * np.cos(turn)
    other = rows * np.cos(turn) - columns * np.sin(turn)
    weave = np.sin(one * 2 * np.pi / period) * np.sin(other * 2 * np.pi / period)
    lab[..., 0] += weave * rng.uniform(0, 6) + drawn_along(rng, size, 3, int(rng.integers(4, 12))) * rng.uniform(1, 9)


_STRUCTURES = {"wood": wood, "sand": sand, "wall": wall, "cardboard": cardboard, "leather": leather, "cloth": cloth}


def warm(rng, size):
    """A surface of a colour near that of some skin; a third of them of exactly such a colour."""
    name = rng.choice(list(_STRUCTURES))
    base = draw_skin_colour(rng)[0] if rng.random() < 0.33 else rng.uniform(*_WARM[name])
    lab = np.broadcast_to(base, (size, size, 3)).astype(np.float32).copy()
    _STRUCTURES[name](rng, lab)
    return lab_to_rgb(lab).astype(np.float32)


def swapped(rng, size, photos):
    """A piece of a photograph with the colours changed, so that nothing in it has the colour of skin."""
    photo = photos[int(rng.integers(len(photos)))]
    side = int(photo.shape[0] * rng.uniform(0.3, 0.7))
    y, x = rng.integers(0, photo.shape[0] - side, 2)
    piece = Image.fromarray(photo[y : y + side, x : x + side]).resize((size, size), Image.BILINEAR)
    return np.asarray(piece, np.float32)[..., SWAPS[int(rng.integers(len(SWAPS)))]] / 255


def surroundings(rng, size, photos=()):
    """Warm surfaces, drawn rooms, and pieces of photographs in other colours."""
    kind = rng.random()
    if kind < 0.12 and len(photos):
        return swapped(rng, size, photos)
    if kind < 0.4:
        return np.asarray(room(rng, (size, size)), np.float32) / 255
    surface = warm(rng, size)
    if rng.random() < 0.3:  # two of them, with an edge between
        rows, columns = np.mgrid[0:size, 0:size]
        turn = rng.uniform(0, 2 * np.pi)
        beyond = (rows - size / 2) * np.sin(turn) + (columns - size / 2) * np.cos(turn) > rng.uniform(-0.3, 0.3) * size
        surface = np.where(beyond[..., None], warm(rng, size), surface)
    return surface
