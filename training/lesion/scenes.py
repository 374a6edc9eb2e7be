"""Generated skin photographs with lesions, made from smooth noise in CIE Lab.

No photograph enters: skin colour is drawn by individual typology angle (ITA, classes of Del Bino
2013) from very light to dark, lesions are irregular blobs with the colours of naevi, melanomas,
pink (non-melanocytic), keratotic and vascular lesions; on top come hair, wrinkles, glare, pen marks,
dermoscope rims, uneven light, blur and sensor noise.

Arrays: images are uint8 [height, width, 3] RGB; `labels` is uint8 [height, width], 0 = skin and
i = the i-th lesion, so that boxes and masks always come from the same pixels. Lengths that are
"relative" are fractions of the longer image side. Colour values are CIE Lab under D65.
"""

import argparse
from dataclasses import dataclass
from multiprocessing import Pool

import numpy as np
from PIL import Image, ImageDraw

from training.shared.skin import draw_skin_colour, lab_to_rgb, smooth_noise, to_image

KINDS = ("naevus", "melanoma", "pink", "keratosis", "vascular")
_KIND_SHARE = (0.38, 0.22, 0.20, 0.14, 0.06)
_MOTTLE = {"naevus": 2, "melanoma": 8, "pink": 4, "keratosis": 4, "vascular": 4}

MIN_LESION_PIXELS = 30
_LARGEST_ALONE = 0.40  # relative radius
_LARGEST_AMONG_SEVERAL = 0.17


@dataclass(frozen=True)
class Scene:
    """One generated photograph and what is in it."""

    image: np.ndarray
    labels: np.ndarray
    ita: float


def paint_skin(rng, shape, colour):
    """Skin without lesions, Lab float32 [height, width, 3]: shading, blotches, pores, skin lines."""
    lab = np.broadcast_to(colour, (*shape, 3)).astype(np.float32).copy()
    for cells, strength in ((3, rng.uniform(0.5, 5)), (20, rng.uniform(0, 2.2)), (60, rng.uniform(0, 2.5))):
        lab[..., 0] += smooth_noise(rng, shape, cells) * strength
    lab[..., 1] += smooth_noise(rng, shape, 5) * rng.uniform(0, 3)
    lab[..., 1] += smooth_noise(rng, shape, 30) * rng.uniform(0, 1.5)
    lab[..., 2] += smooth_noise(rng, shape, 5) * rng.uniform(0, 2)
    if rng.random() < 0.3:
        lab[..., 0] -= skin_lines(rng, shape)
    return lab


def skin_lines(rng, shape):
    """Lightness to take away for parallel wrinkles, 0 or more."""
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    angle = rng.uniform(0, np.pi)
    period = rng.uniform(3, 9) * max(shape) / 160
    wave = (columns * np.cos(angle) + rows * np.sin(angle)) / period
    return np.maximum(0, np.sin(wave + smooth_noise(rng, shape, 6) * 2)) ** 3 * rng.uniform(1, 7)


def blob_distance(rng, shape, centre, radius):
    """Distance from `centre` in units of an irregular elliptic outline: below 1 is inside."""
    angles = np.linspace(0, 2 * np.pi, 257)
    outline = np.ones(257)
    irregularity = rng.uniform(0, 0.28)
    for k in range(1, 9):
        outline += irregularity / k * rng.standard_normal() * np.cos(k * angles + rng.uniform(0, 2 * np.pi))
    outline = np.clip(outline, 0.35, 2.0)
    turn, aspect = rng.uniform(0, np.pi), rng.uniform(0.6, 1.0)
    rows, columns = np.mgrid[0 : shape[0], 0 : shape[1]]
    dx, dy = columns - centre[0], rows - centre[1]
    along = dx * np.cos(turn) + dy * np.sin(turn)
    across = (dy * np.cos(turn) - dx * np.sin(turn)) / aspect
    direction = np.arctan2(across, along) % (2 * np.pi)
    return np.hypot(along, across) / (radius * np.interp(direction, angles, outline))


def lesion_colour(rng, kind, skin):
    """Mean Lab colour of a lesion of this kind on skin of this colour."""
    if kind in ("naevus", "melanoma", "keratosis"):
        # On dark skin the same pigment makes a smaller step.
        darker = rng.uniform(7, 45) * (skin[0] / 70) ** 0.6
        return np.array(
            [max(6, skin[0] - darker), skin[1] + rng.uniform(-2, 7), skin[2] + rng.uniform(-8, 8)]
        )
    if kind == "pink":
        return skin + [-rng.uniform(0, 12), rng.uniform(7, 22), rng.uniform(-4, 4)]
    return skin + [-rng.uniform(12, 35), rng.uniform(15, 35), rng.uniform(-12, 6)]


def lesion_surface(rng, lab, skin, kind, distance):
    """The lesion's own surface, Lab [height, width, 3], to be blended in where the lesion is."""
    shape = distance.shape
    surface = lesion_colour(rng, kind, skin) + (lab - skin) * 0.6
    mottle = _MOTTLE[kind]
    surface[..., 0] += smooth_noise(rng, shape, 10) * mottle + smooth_noise(rng, shape, 34) * mottle * 0.5
    surface[..., 1] += smooth_noise(rng, shape, 8) * mottle * 0.5
    surface[..., 2] += smooth_noise(rng, shape, 8) * mottle * 0.6
    if kind == "melanoma" and rng.random() < 0.5:  # blue-grey areas
        surface[..., 2] -= np.maximum(0, smooth_noise(rng, shape, 6)) * rng.uniform(3, 10)
    if rng.random() < 0.25:  # darker or lighter centre
        surface[..., 0] += (1 - np.clip(distance, 0, 1)) * rng.uniform(-12, 12)
    if kind in ("pink", "keratosis") and rng.random() < 0.4:  # scale and crust
        surface[..., 0] += np.maximum(0, smooth_noise(rng, shape, 40) - 0.6) * rng.uniform(6, 20)
    return surface


def add_lesion(rng, lab, labels, skin, centre, radius, kind):
    """Paint one lesion into `lab` and `labels` (both changed); too small ones are left out."""
    shape = labels.shape
    distance = blob_distance(rng, shape, centre, radius)
    distance = distance + smooth_noise(rng, shape, 12) * rng.uniform(0, 0.10)
    inside = distance < 1.0
    if inside.sum() < MIN_LESION_PIXELS:
        return
    softness = rng.uniform(0.03, 0.22)
    cover = 1 / (1 + np.exp(np.clip((distance - 1) / softness * 2.2, -30, 30)))[..., None]
    lab[:] = lab * (1 - cover) + lesion_surface(rng, lab, skin, kind, distance) * cover
    if rng.random() < 0.2:  # red halo
        lab[..., 1] += np.exp(-(((distance - 1.05) / 0.25) ** 2)) * rng.uniform(2, 9)
    labels[inside] = labels.max() + 1


def draw_places(rng, shape, count):
    """Centres [x, y] and radii (pixels) of `count` lesions; small ones are as frequent as large ones."""
    long_side = max(shape)
    limit = _LARGEST_ALONE if count == 1 else _LARGEST_AMONG_SEVERAL
    for _ in range(count):
        radius = np.exp(rng.uniform(np.log(0.02), np.log(limit))) * long_side
        if count == 1 and rng.random() < 0.5:
            centre = rng.normal(0.5, 0.06, 2) * [shape[1], shape[0]]
        else:
            edge = min(radius * 0.8, min(shape) / 2 - 1)
            centre = rng.uniform([edge, edge], [shape[1] - edge, shape[0] - edge])
        yield centre, radius


def hair(rng, shape):
    """How much hair covers each pixel, 0..1, float32 [height, width]."""
    height, width = shape
    sheet = Image.new("L", (width * 2, height * 2), 0)
    pen = ImageDraw.Draw(sheet)
    thickness = max(height, width) / 160
    for _ in range(rng.integers(2, 26)):
        point = rng.uniform(-0.1, 1.1, 2) * [2 * width, 2 * height]
        heading, bend = rng.uniform(0, 2 * np.pi), rng.normal(0, 0.03)
        path = []
        for _ in range(14):
            path.append(tuple(point))
            point = point + np.array([np.cos(heading), np.sin(heading)]) * max(shape) / 8
            heading += bend + rng.normal(0, 0.05)
        pen.line(path, fill=int(rng.uniform(120, 255)), width=max(1, int(rng.integers(1, 4) * thickness)))
    return np.asarray(sheet.resize((width, height), Image.BOX), np.float32) / 255


def add_glare_and_shade(rng, rgb):
    """Specular spots and a brightness fall-off; RGB 0..1 in and out (unclipped)."""
    height, width, _ = rgb.shape
    if rng.random() < 0.25:
        spots = np.maximum(0, smooth_noise(rng, (height, width), 26) - rng.uniform(1.2, 2))
        rgb = rgb + (spots * rng.uniform(0.2, 0.6))[..., None]
    if rng.random() < 0.4:
        rows, columns = np.mgrid[0:height, 0:width]
        far = np.hypot(columns - width * rng.uniform(0.3, 0.7), rows - height * rng.uniform(0.3, 0.7))
        rgb = rgb * (1 - rng.uniform(0, 0.5) * np.clip(far / max(height, width), 0, 1) ** 2)[..., None]
    return rgb


def add_marks(rng, rgb):
    """A dermoscope's black rim, or a surgeon's pen ring round the middle; RGB 0..1 in and out."""
    height, width, _ = rgb.shape
    long_side = max(height, width)
    if rng.random() < 0.15:
        rows, columns = np.mgrid[0:height, 0:width]
        beyond = np.hypot(columns - width / 2, rows - height / 2) - long_side * rng.uniform(0.5, 0.66)
        soft = rng.uniform(0.5, 3) * long_side / 160
        rgb = rgb / (1 + np.exp(np.clip(beyond / soft, -30, 30)))[..., None]
    if rng.random() < 0.12:
        middle, radius = (width / 2, height / 2), long_side * rng.uniform(0.3, 0.45)
        distance = blob_distance(rng, (height, width), middle, radius)
        ring = (np.exp(-(((distance - 1) / 0.03) ** 2)) * rng.uniform(0.3, 0.8))[..., None]
        rgb = rgb * (1 - ring) + np.array([0.25, 0.15, 0.45]) * ring
    return rgb


def expose(rng, rgb):
    """White balance, exposure, gamma, lost sharpness and sensor noise; gives the uint8 photograph."""
    height, width, _ = rgb.shape
    rgb = rgb * np.exp(rng.normal(0, 0.07, 3)) * np.exp(rng.normal(0, 0.12))
    rgb = np.clip(rgb, 0, 1) ** np.exp(rng.normal(0, 0.1))
    if rng.random() < 0.3:
        factor = rng.uniform(0.4, 0.9)
        small = to_image(rgb).resize((int(width * factor), int(height * factor)), Image.BILINEAR)
        rgb = np.asarray(small.resize((width, height), Image.BILINEAR), np.float32) / 255
    rgb = rgb + rng.normal(0, rng.uniform(0, 0.025), rgb.shape)
    return np.array(to_image(rgb))


def draw_scene(rng, shape, places=None, kind=None, extras=True):
    """A whole photograph.

    `places` fixes centres and radii (pixels) of the lesions, an empty list means none; `kind` fixes
    their kind; `extras=False` leaves out hair, glare, rims and pen marks.
    """
    skin, ita = draw_skin_colour(rng)
    lab = paint_skin(rng, shape, skin)
    labels = np.zeros(shape, np.uint8)
    if places is None:
        count = 0 if rng.random() < 0.12 else 1 + (rng.random() < 0.3) * int(rng.integers(1, 4))
        places = draw_places(rng, shape, count)
    for centre, radius in places:
        add_lesion(rng, lab, labels, skin, centre, radius, kind or rng.choice(KINDS, p=_KIND_SHARE))
    if extras and rng.random() < 0.4:
        cover = hair(rng, shape)[..., None] * 0.9
        lab = lab * (1 - cover) + np.array([rng.uniform(8, 35), 4, 6]) * cover
    rgb = lab_to_rgb(lab)
    if extras:
        rgb = add_marks(rng, add_glare_and_shade(rng, rgb))
    return Scene(expose(rng, rgb), labels, ita)


def _draw_batch(task):
    seed, size, count = task
    rng = np.random.default_rng(seed)
    return [draw_scene(rng, (size, size)) for _ in range(count)]


def draw_scenes(count, size, first_seed, processes=2, per_seed=50):
    """`count` square scenes; seeds first_seed, first_seed + 1, ... each give `per_seed` of them."""
    tasks = [(first_seed + i, size, per_seed) for i in range(-(-count // per_seed))]
    with Pool(processes) as pool:
        return [scene for batch in pool.map(_draw_batch, tasks) for scene in batch][:count]


def main():
    """Writes a contact sheet, to see what the generator makes."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("sheet", help="PNG file to write")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    size, columns, rows = 192, 8, 5
    sheet = Image.new("RGB", (columns * size, rows * size))
    for i, scene in enumerate(draw_scenes(columns * rows, size, arguments.seed)):
        sheet.paste(Image.fromarray(scene.image), (i % columns * size, i // columns * size))
    sheet.save(arguments.sheet)


if __name__ == "__main__":
    main()
