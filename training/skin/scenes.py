"""Drawn pictures in which it is known which pixels are skin.

- `close`: skin that fills the picture or a part of it (a limb, a hand, a side), with lesions, hair, sleeves, plasters, on
  surfaces of its own colours. A part of them has the surface of a photograph (ISIC 2017, CC0 1.0) instead of drawn skin.
- `figure`: the standing persons of `training/person`, `face`: the faces of `training/face`.
- `empty`: no skin at all.

Lesions and what little hair grows on skin count as skin; brows, beards, eyes and the hair of the head do not.
Images are uint8 RGB [S,S,3], labels uint8 [S,S]: NOT or SKIN. Tone is the true individual typology angle of the skin.
"""

import argparse
from dataclasses import dataclass
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from training.face import faces
from training.lesion.scenes import KINDS, add_lesion, draw_places, hair, paint_skin
from training.person import figures
from training.shared.photos import load_real
from training.shared.skin import draw_skin_colour, lab_to_rgb, smooth_noise
from training.skin.photos import NOT, SKIN, learnt
from training.skin.surfaces import surroundings

SIZE = 192
KINDS_OF_SCENE = ("close", "figure", "face", "empty")
_SHARES = (0.52, 0.16, 0.16, 0.16)
_LIGHTEST_TINT = 0.35


@dataclass(frozen=True)
class Scene:
    """One drawn picture, its labels, and the skin's tone in degrees; NaN where there is none or a photograph's."""

    image: np.ndarray
    labels: np.ndarray
    kind: str
    ita: float


def sheet_of(size, outlines, blur):
    """Where these polygons and ellipses are, 0..1 [S,S], soft as said."""
    sheet = Image.new("L", (size * 2, size * 2))
    pen = ImageDraw.Draw(sheet)
    for outline in outlines:
        pen.polygon([(2 * x, 2 * y) for x, y in outline], fill=255)
    return np.asarray(sheet.reduce(2).filter(ImageFilter.GaussianBlur(blur)), np.float32) / 255


def limb(rng, size):
    """(outline, distance from the axis -1..1 [S,S]) of an arm or a leg across the picture."""
    angle, middle = rng.uniform(0, np.pi), rng.uniform(0.3, 0.7, 2) * size
    along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
    reach = size * (1 if rng.random() < 0.7 else rng.uniform(0.2, 0.6))
    steps = np.linspace(-size, reach, 24)
    half = rng.uniform(0.1, 0.38) * size * (1 + rng.uniform(-0.3, 0.3) * steps / size)
    half = half * (1 + 0.05 * np.convolve(rng.standard_normal(24), np.ones(5) / 5, "same"))
    bend = rng.uniform(-0.15, 0.15) * size * (steps / size) ** 2
    near = middle + steps[:, None] * along + (bend - half)[:, None] * across
    far = middle + steps[:, None] * along + (bend + half)[:, None] * across
    rows, columns = np.mgrid[0:size, 0:size]
    off = (columns - middle[0]) * across[0] + (rows - middle[1]) * across[1]
    return [np.vstack([near, far[::-1]])], np.clip(off / half.mean(), -1, 1)


def hand(rng, size):
    """A palm and four or five fingers."""
    palm, unit = rng.uniform(0.35, 0.65, 2) * size, rng.uniform(0.1, 0.2) * size
    turn = rng.uniform(0, 2 * np.pi)
    outlines = [faces.ellipse(*palm, unit, unit * 1.1)]
    for i in range(int(rng.integers(4, 6))):
        angle = turn + (i - 2) * rng.uniform(0.25, 0.45)
        way, side = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
        thick, long = unit * rng.uniform(0.2, 0.28), unit * rng.uniform(1.6, 2.4)
        tip = palm + way * long
        outlines.append(np.array([palm + side * thick, tip + side * thick, tip - side * thick, palm - side * thick]))
        outlines.append(faces.ellipse(*tip, thick, thick))
    wrist = np.array([np.cos(turn + np.pi), np.sin(turn + np.pi)])
    side = np.array([-wrist[1], wrist[0]]) * unit * 0.75
    outlines.append(np.array([palm + side, palm + wrist * size + side, palm + wrist * size - side, palm - side]))
    return outlines, None


def side_of(rng, size):
    """All on one side of a curved line."""
    turn, waves = rng.uniform(0, 2 * np.pi), rng.uniform(0, 0.08)
    t = np.linspace(-1.5, 1.5, 40)
    edge = rng.uniform(-0.25, 0.25) + waves * np.sin(t * rng.uniform(1, 6) + rng.uniform(0, 6))
    outline = np.vstack([np.column_stack([t, edge]), [[1.5, 3], [-1.5, 3]]])
    matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
    return [(outline @ matrix.T + 0.5) * size], None


def patch(rng, size):
    return [faces.ellipse(*rng.uniform(0.25, 0.75, 2) * size, *rng.uniform(0.12, 0.5, 2) * size)], None


SHAPES = (limb, hand, side_of, patch)


def where_skin_is(rng, size):
    """(cover 0..1, lightness to add for its roundness) [S,S]."""
    if rng.random() < 0.25:
        return np.ones((size, size), np.float32), np.zeros((size, size), np.float32)
    outlines, off = SHAPES[rng.choice(len(SHAPES), p=[0.45, 0.15, 0.25, 0.15])](rng, size)
    cover = sheet_of(size, outlines, rng.uniform(0, 1.2))
    if off is None:
        inner = np.asarray(Image.fromarray((cover * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(size / 20)), np.float32)
        return cover, (inner / 255 - 1) * rng.uniform(0, 18) * cover
    return cover, -np.abs(off + rng.uniform(-0.4, 0.4)) ** 2 * rng.uniform(0, 22)


def drawn_skin(rng, size):
    """(Lab [S,S,3], its tone)."""
    colour, ita = draw_skin_colour(rng)
    lab, labels = paint_skin(rng, (size, size), colour), np.zeros((size, size), np.uint8)
    for centre, radius in draw_places(rng, (size, size), int(rng.integers(0, 4))):
        add_lesion(rng, lab, labels, colour, centre, radius, rng.choice(KINDS))
    if rng.random() < 0.3:
        cover = hair(rng, (size, size))[..., None] * 0.8
        lab = lab * (1 - cover) + np.array([rng.uniform(8, 35), 4, 6]) * cover
    return lab, ita


def photographed_skin(rng, size, photos):
    """The middle of a photograph that shows nothing but skin, RGB 0..1."""
    photo = photos[int(rng.integers(len(photos)))]
    side = int(photo.shape[0] * rng.uniform(0.3, 0.55))
    y, x = (photo.shape[0] - side) // 2 + rng.integers(-20, 21, 2)
    piece = Image.fromarray(np.ascontiguousarray(photo[y : y + side, x : x + side])).resize((size, size), Image.BILINEAR)
    return np.asarray(piece.rotate(90 * int(rng.integers(4))), np.float32) / 255


def things_on_skin(rng, size, rgb, cover):
    """A plaster, a ruler, a strap, a sleeve: covers skin, changed in place."""
    for _ in range(rng.integers(1, 3) if rng.random() < 0.35 else 0):
        middle, turn = rng.uniform(0, 1, 2) * size, rng.uniform(0, np.pi)
        half = np.exp(rng.uniform(np.log(0.03), np.log(0.25), 2)) * size * (1, rng.choice([1, 4]))
        corners = np.array([[-1, -1], [1, -1], [1, 1], [-1, 1]]) * half
        matrix = np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]])
        thing = sheet_of(size, [corners @ matrix.T + middle], 0.5)[..., None]
        surface = surroundings(rng, size) if rng.random() < 0.6 else figures.colour(rng) / 255
        rgb[:] = rgb * (1 - thing) + surface * thing
        cover *= 1 - thing[..., 0]


def close(rng, size, skins, photos):
    """Skin near the camera; (RGB 0..1, cover 0..1, tone)."""
    cover, shade = where_skin_is(rng, size)
    if len(skins) and rng.random() < 0.3:
        skin, ita = photographed_skin(rng, size, skins) * np.exp(shade / 40)[..., None], np.nan
    else:
        lab, ita = drawn_skin(rng, size)
        lab[..., 0] += shade
        skin = lab_to_rgb(lab)
    around = surroundings(rng, size, photos)
    if rng.random() < 0.5:
        shadow = np.asarray(Image.fromarray((cover * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(rng.uniform(2, 9))), np.float32)
        moved = np.roll(shadow / 255, tuple(rng.integers(-12, 13, 2)), (0, 1))
        around = around * (1 - moved * rng.uniform(0.1, 0.6))[..., None]
    rgb = skin * cover[..., None] + around * (1 - cover[..., None])
    cover = cover.copy()
    things_on_skin(rng, size, rgb, cover)
    return rgb, cover, ita


def figure(rng, size, people):
    """A standing person, whole or a part."""
    width, height = figures.WIDTH, figures.HEIGHT
    sheet = Image.fromarray((surroundings(rng, height) * 255).astype(np.uint8)).crop((0, 0, width, height))
    image, bare, tone = figures.draw_dressed(rng, people, sheet)
    top = int(rng.integers(0, height - width + 1))
    fit = lambda array: np.asarray(Image.fromarray(array[top : top + width]).resize((size, size), Image.BILINEAR), np.float32) / 255
    return fit(image), fit(bare), tone


class SkinTint(np.ndarray):
    """A colour that was made of a skin's colour; what is computed of it is one too."""


class SkinCanvas(faces.Canvas):
    """A canvas that keeps which pixels were painted with the colour of skin last, 0..1."""

    def __init__(self, pixels):
        super().__init__(pixels)
        self.bare = np.zeros(pixels.shape[:2], np.float32)

    def paint(self, mask, colour):
        super().paint(mask, np.asarray(colour))
        self.bare += mask * (isinstance(colour, SkinTint) - self.bare)


class BareHead(faces.Head):
    """A head whose skin colours are marked as such."""

    def __init__(self, rng, canvas):
        super().__init__(rng, canvas)
        self.skin = self.skin.view(SkinTint)

    def tint(self, lightness, red=0.0, yellow=0.0):
        return super().tint(lightness, red, yellow).view(SkinTint)

    def shade(self, face):
        """Light changes colours, not what they are of."""
        bare = self.canvas.bare.copy()
        super().shade(face)
        self.canvas.bare = bare


def face(rng, size, photos):
    """A face with neck and shoulders."""
    canvas = SkinCanvas(surroundings(rng, size, photos).copy())
    head = BareHead(rng, canvas)
    head.draw()
    tone = np.degrees(np.arctan2(head.lab[0] - 50, head.lab[2]))
    return np.clip(canvas.pixels, 0, 1), canvas.bare, tone


def light_of(rng):
    """Gains of red, green and blue: from candle to shade, a little green or violet, and the exposure."""
    warmth = rng.uniform(-_LIGHTEST_TINT, _LIGHTEST_TINT) * (rng.random() < 0.5)
    gain = np.array([1 + warmth * 0.6, 1 + rng.normal(0, 0.03), 1 - warmth])
    return gain * np.exp(rng.normal(0, 0.18))


def photographed(rng, rgb):
    """Light, uneven and coloured, lost sharpness, noise; uint8."""
    size = rgb.shape[0]
    rgb = rgb * light_of(rng) * np.exp(smooth_noise(rng, (size, size), 2) * rng.uniform(0, 0.25))[..., None]
    rgb = np.clip(rgb, 0, 1) ** np.exp(rng.normal(0, 0.12))
    image = Image.fromarray((rgb * 255).astype(np.uint8))
    if rng.random() < 0.4:
        image = image.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 1.4)))
    noise = rng.standard_normal(rgb.shape) * rng.uniform(0, 0.025) * 255
    return np.clip(np.asarray(image) + noise, 0, 255).astype(np.uint8)


class Studio:
    """What scenes are drawn of. `skins` and `photos` are photographs that may be learnt from; none for scenes to measure on."""

    def __init__(self, data_dir, with_photos=True):
        self.people = figures.read_people(data_dir / "ansur2")
        self.skins = self.photos = ()
        if with_photos:
            real = learnt(load_real(data_dir, 320))
            self.photos = [photo.image for photo in real]
            self.skins = [photo.image for photo in real if photo.source == "ISIC 2017"]

    def draw(self, rng, kind=None):
        kind = kind or str(rng.choice(KINDS_OF_SCENE, p=_SHARES))
        if kind == "close":
            rgb, cover, ita = close(rng, SIZE, self.skins, self.photos)
        elif kind == "figure":
            rgb, cover, ita = figure(rng, SIZE, self.people)
        elif kind == "face":
            rgb, cover, ita = face(rng, SIZE, self.photos)
        else:
            rgb, cover, ita = surroundings(rng, SIZE, self.photos), np.zeros((SIZE, SIZE)), np.nan
            rgb = rgb.copy()
            things_on_skin(rng, SIZE, rgb, cover.copy())
        return Scene(photographed(rng, rgb), np.where(cover > 0.5, SKIN, NOT).astype(np.uint8), kind, float(ita))


_studio = None


def _open(data_dir, with_photos):
    global _studio
    _studio = Studio(data_dir, with_photos)


def _draw_batch(task):
    seed, count = task
    rng = np.random.default_rng(seed)
    return [_studio.draw(rng) for _ in range(count)]


def draw_scenes(data_dir, count, first_seed, processes=1, with_photos=True, per_seed=25):
    """`count` scenes; seeds first_seed, first_seed + 1, ... each give `per_seed` of them."""
    tasks = [(first_seed + i, per_seed) for i in range(-(-count // per_seed))]
    with Pool(processes, _open, (data_dir, with_photos)) as pool:
        return [scene for batch in pool.imap(_draw_batch, tasks) for scene in batch][:count]


def main():
    """Writes a contact sheet: each scene, and below it its skin."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("sheet", help="PNG file to write")
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    columns, rows = 10, 3
    sheet = Image.new("RGB", (SIZE * columns, SIZE * rows * 2))
    for i, scene in enumerate(draw_scenes(arguments.data_dir, columns * rows, arguments.seed)):
        at = (SIZE * (i % columns), SIZE * 2 * (i // columns))
        sheet.paste(Image.fromarray(scene.image), at)
        sheet.paste(Image.fromarray((scene.labels == SKIN).astype(np.uint8) * 255), (at[0], at[1] + SIZE))
    sheet.save(arguments.sheet)


if __name__ == "__main__":
    main()
