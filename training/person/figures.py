"""Generated photographs of standing persons, with their outlines.

Figures are drawn by the measures of ANSUR II (Gordon et al. 2014, public domain): each takes the heights,
breadths, depths and girths of one measured person, seen from the front, from the side or in between, in tight
or wide clothes, in front of drawn rooms or of pieces of photographs in the public domain. No photograph of a
person is drawn on. A figure is a paper doll: right in its measures, wrong in its face, hands and folds.

Arrays: images are uint8 [height, width, 3] RGB; `person` is uint8 [height, width], 255 where the person
(with clothes, hair and shoes) is. Body coordinates are centimetres, x to the right of the midline, y up from
the floor.
"""

import argparse
import csv
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from multiprocessing import Pool
from pathlib import Path

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from training.shared.skin import draw_skin_colour, lab_to_rgb, smooth_noise

WIDTH, HEIGHT = 192, 256
FINER = 2  # outlines are drawn at twice the size, then reduced
LETTERBOX_GREY = 114
NAMES = (
    "stature cervicaleheight acromialheight axillaheight chestheight tenthribheight waistheightomphalion "
    "buttockheight crotchheight kneeheightmidpatella lateralmalleolusheight biacromialbreadth bideltoidbreadth "
    "chestbreadth waistbreadth hipbreadth chestdepth waistdepth buttockdepth neckcircumference "
    "thighcircumference lowerthighcircumference calfcircumference anklecircumference bicepscircumferenceflexed "
    "forearmcircumferenceflexed wristcircumference acromionradialelength radialestylionlength handlength "
    "headbreadth headlength footlength footbreadthhorizontal"
).split()


@dataclass(frozen=True)
class Scene:
    """One generated photograph, where the person is in it (nowhere: all zero), and their skin's tone (nobody's: NaN)."""

    image: np.ndarray
    person: np.ndarray
    ita: float = np.nan  # degrees


@lru_cache
def read_people(folder):
    """[n, len(NAMES)] centimetres, women and men in equal parts as far as the rows last."""
    people = []
    for name in ("FEMALE", "MALE"):
        with open(folder / f"ANSUR_II_{name}_Public.csv", encoding="latin-1") as file:
            rows = csv.DictReader(file)
            people.append(np.array([[float(row[column]) / 10 for column in NAMES] for row in rows]))
    few = min(len(rows) for rows in people)
    return np.concatenate([rows[:few] for rows in people])


@lru_cache
def read_backgrounds(folder):
    """Photographs in the public domain or under CC0, of which pieces serve as surroundings."""
    files = [folder / "people" / "astronaut.png", *sorted((folder / "isic2017" / "images").glob("*.jpg"))[:40]]
    return [Image.open(file).convert("RGB").resize((384, 384), Image.BOX) for file in files if file.exists()]


class Figure:
    """A person's outline as polygons by part, in body coordinates.

    `turn` (degrees; 0 from the front, 90 from the side) given: stands as one should to be measured, in tight
    clothes, arms away from the body, hanging when seen from the side. Not given: stands as it comes.
    """

    def __init__(self, rng, measures, turn=None):
        self.rng = rng
        self.m = dict(zip(NAMES, measures))
        self.posed = turn is not None
        self.turn = rng.choice([0, 90, -90, rng.uniform(-60, 60)], p=[0.5, 0.17, 0.17, 0.16])
        self.loose = rng.uniform(0, 4) if rng.random() < 0.4 else rng.uniform(0, 0.7)
        if self.posed:
            self.turn, self.loose = turn, 0
        self.front = abs(np.cos(np.radians(self.turn)))
        self.side = np.sin(np.radians(self.turn))

    def across(self, breadth, depth):
        """Half of what an ellipse of these diameters shows from this direction."""
        return np.hypot(breadth * self.front, depth * self.side) / 2

    def parts(self):
        """(name, polygon) from back to front."""
        arms = self.arms()
        legs = self.legs()
        near = [arms[0], *legs, ("torso", self.torso()), arms[1]]
        if self.front > 0.9:
            near = [*legs, ("torso", self.torso()), *arms]
        neck_and_head = self.head()
        if self.rng.random() < 0.12 and not self.posed:
            near.append(("skirt", self.skirt()))
        return [*near, *neck_and_head]

    def torso(self):
        m, extra = self.m, self.loose
        neck = m["neckcircumference"] / np.pi
        rows = [  # height, breadth, depth, how far the middle lies forward
            (m["cervicaleheight"] + 3, neck, neck, 1.5),
            (m["cervicaleheight"] - 1, neck * 1.15, neck, 0),
            (m["acromialheight"] + 2.5, m["biacromialbreadth"] * 0.78, neck * 1.2, -1),
            (m["acromialheight"], m["biacromialbreadth"] * 0.99, neck * 1.35, -1.5),
            (m["axillaheight"], m["chestbreadth"] * 1.02, m["chestdepth"] * 0.94, 0),
            (m["chestheight"], m["chestbreadth"], m["chestdepth"], 1),
            (m["tenthribheight"], (m["chestbreadth"] + 2 * m["waistbreadth"]) / 3, m["waistdepth"], 1),
            (m["waistheightomphalion"], m["waistbreadth"], m["waistdepth"], 1),
            ((m["waistheightomphalion"] + m["buttockheight"]) / 2,
             (m["waistbreadth"] + 2 * m["hipbreadth"]) / 3, (m["waistdepth"] + m["buttockdepth"]) / 2, -0.5),
            (m["buttockheight"], m["hipbreadth"], m["buttockdepth"], -2),
            (m["crotchheight"] - 1, m["hipbreadth"] * 0.95, m["buttockdepth"] * 0.8, -1),
        ]  # fmt: skip
        y, breadth, depth, forward = np.array(rows).T
        fine = np.linspace(y[0], y[-1], 60)
        half = np.interp(-fine, -y, self.across(breadth, depth))
        half = np.convolve(np.pad(half, 2, "edge"), [0.1, 0.2, 0.4, 0.2, 0.1], "valid")
        wide = extra * (fine < self.m["acromialheight"]) * (1 + 0.3 * self.rng.standard_normal(60).cumsum() / 8)
        half = half + np.clip(wide, 0, 6)
        middle = np.interp(-fine, -y, forward) * self.side
        return [*zip(middle - half, fine), *zip((middle + half)[::-1], fine[::-1])]

    def legs(self):
        m, rng = self.m, self.rng
        thigh, knee = m["thighcircumference"] / np.pi, m["lowerthighcircumference"] / np.pi
        calf, ankle = m["calfcircumference"] / np.pi, m["anklecircumference"] / np.pi
        spread = np.radians(rng.uniform(0, 10))
        wide = self.loose * rng.uniform(0, 1.2)
        legs = []
        for way in (-1, 1):
            hip = way * max(0, (m["hipbreadth"] - thigh) / 2) * self.front
            stride = way * rng.uniform(-0.02, 0.1) * abs(self.side)
            rows = [
                (m["buttockheight"], thigh), (m["crotchheight"], thigh), (m["kneeheightmidpatella"], knee * 0.86),
                (m["kneeheightmidpatella"] * 0.72, calf), (m["lateralmalleolusheight"] + 3, ankle), (2, ankle),
            ]  # fmt: skip
            y, size = np.array(rows).T
            fine = np.linspace(y[0], y[-1], 40)
            half = np.interp(-fine, -y, size) / 2 + wide
            middle = hip + (way * np.tan(spread) * self.front + stride) * (y[0] - fine)
            legs.append(("leg", [*zip(middle - half, fine), *zip((middle + half)[::-1], fine[::-1])]))
            legs.append(("foot", self.foot(middle[-1], way)))
        return legs

    def foot(self, x, way):
        m = self.m
        toe = self.side * m["footlength"] * 0.62 + way * 3 * self.front
        heel = -self.side * m["footlength"] * 0.3
        low, high = sorted((heel, toe))
        half = m["footbreadthhorizontal"] / 2 * self.front
        top = m["lateralmalleolusheight"]
        return [(x + low - half, 0), (x + high + half, 0), (x + high + half, 2.5), (x + 3.5, top), (x - 3.5, top),
                (x + low - half, 3)]  # fmt: skip

    def arms(self):
        m, rng = self.m, self.rng
        upper, lower = m["bicepscircumferenceflexed"] / np.pi * 0.92, m["forearmcircumferenceflexed"] / np.pi * 0.9
        wrist = m["wristcircumference"] / np.pi
        cap = m["bideltoidbreadth"] / 2
        pose = rng.choice(["down", "away", "hips", "up"], p=[0.25, 0.55, 0.12, 0.08])
        reach = {"down": (3, 12), "away": (14, 55), "hips": (35, 55), "up": (70, 165)}[pose]
        both = rng.uniform(*reach)
        arms = []
        for way in (-1, 1):
            angle = np.radians(both + rng.normal(0, 4)) * way
            bend = np.radians(rng.uniform(-8, 15) + (pose == "hips") * -rng.uniform(80, 110)) * way
            if self.front < 0.5:
                angle, bend = np.radians(rng.uniform(-15, 25 if rng.random() < 0.8 else 90)) * np.sign(self.side), 0
            if self.posed:
                angle, bend = np.radians(28 if self.front > 0.5 else 0) * way, 0
            x, y = way * (cap - upper / 2) * self.front, m["acromialheight"] - upper / 2
            thick = self.loose * 0.6
            elbow = (x + np.sin(angle) * m["acromionradialelength"], y - np.cos(angle) * m["acromionradialelength"])
            hand = (elbow[0] + np.sin(angle + bend) * m["radialestylionlength"],
                    elbow[1] - np.cos(angle + bend) * m["radialestylionlength"])  # fmt: skip
            tip = (hand[0] + np.sin(angle + bend) * m["handlength"] * 0.9,
                   hand[1] - np.cos(angle + bend) * m["handlength"] * 0.9)  # fmt: skip
            arms.append(("arm", [((x, y), upper / 2 + thick), (elbow, lower / 2 * 0.9 + thick), (hand, wrist / 2 + thick)]))
            arms[-1] = ("arm", arms[-1][1], [(hand, wrist / 2), (tip, 2.5)])
        return arms

    def head(self):
        m = self.m
        top, chin = m["stature"], m["stature"] * 0.87
        half = self.across(m["headbreadth"], m["headlength"])
        x = 2.5 * self.side
        angles = np.linspace(0, 2 * np.pi, 40)
        middle, tall = (top + chin) / 2, (top - chin) / 2
        narrow = np.where(np.sin(angles) < 0, 0.86, 1.0)
        face = [*zip(x + half * narrow * np.cos(angles), middle + tall * np.sin(angles))]
        return [("head", face), ("hair", self.hair(x, half, middle, tall))]

    def hair(self, x, half, middle, tall):
        rng = self.rng
        length = rng.choice([0.2, 0.5, 1.6, 2.6], p=[0.35, 0.3, 0.2, 0.15])
        puff = rng.uniform(0.2, 2.5)
        angles = np.linspace(-0.1, np.pi + 0.1, 24)
        crown = [*zip(x + (half + puff) * np.cos(angles), middle + (tall + 0.3) * np.sin(angles))]
        down = middle - tall * length
        inner = half * rng.uniform(0.3, 0.75)
        brow = middle + tall * rng.uniform(0.3, 0.6)
        shift = -self.side * half * 0.6
        return [(x + half + puff, down), *crown, (x - half - puff, down), (x - inner + shift, down),
                (x - inner + shift, brow), (x + inner + shift, brow), (x + inner + shift, down)]  # fmt: skip

    def skirt(self):
        m, rng = self.m, self.rng
        low = rng.uniform(0.06, 0.42) * m["stature"]
        waist, hip = self.across(m["waistbreadth"], m["waistdepth"]) + 1, self.across(m["hipbreadth"], m["buttockdepth"]) + 1.5
        hem = hip + rng.uniform(0, 14)
        top = m["waistheightomphalion"]
        return [(-waist, top), (-hip, m["buttockheight"]), (-hem, low), (hem, low), (hip, m["buttockheight"]), (waist, top)]


def capsules(pen, chain, place):
    """A limb of round joints, thick as given at each."""
    for (start, thick), (end, thin) in zip(chain, chain[1:]):
        (ax, ay), (bx, by) = place(start), place(end)
        a, b = thick * place.scale, thin * place.scale
        length = max(1e-6, np.hypot(bx - ax, by - ay))
        nx, ny = (by - ay) / length, (ax - bx) / length
        pen.polygon([(ax + nx * a, ay + ny * a), (bx + nx * b, by + ny * b), (bx - nx * b, by - ny * b), (ax - nx * a, ay - ny * a)],
                    fill=255)  # fmt: skip
        pen.ellipse([ax - a, ay - a, ax + a, ay + a], fill=255)
        pen.ellipse([bx - b, by - b, bx + b, by + b], fill=255)


class Place:
    """Body coordinates to pixels of the sheet: scale, a slight lean, and where the feet stand."""

    def __init__(self, rng, stature, size, share):
        width, height = size
        self.scale = share * height / stature
        self.lean = np.radians(rng.normal(0, 2))
        self.x = width * rng.uniform(0.35, 0.65)
        slack = height * (1 - share)
        self.y = height - slack * rng.uniform(0.1, 0.9) if slack > 0 else height * rng.uniform(1.0, share * 1.05)

    def __call__(self, point):
        x, y = point
        return (self.x + (x * np.cos(self.lean) + y * np.sin(self.lean)) * self.scale,
                self.y + (x * np.sin(self.lean) - y * np.cos(self.lean)) * self.scale)  # fmt: skip


def colour(rng):
    """A colour of cloth, walls and things; RGB 0..255."""
    grey = rng.uniform(10, 245)
    spread = rng.choice([6, 25, 70], p=[0.45, 0.35, 0.2])
    return np.clip(grey + rng.normal(0, spread, 3), 0, 255)


def painted(rng, size, base):
    """A surface of one colour with folds or grain, and sometimes stripes; uint8 image."""
    width, height = size
    sheet = np.ones((height, width, 3), np.float32) * base
    sheet *= 1 + smooth_noise(rng, (height, width), rng.integers(4, 30))[..., None] * rng.uniform(0.01, 0.12)
    if rng.random() < 0.15:
        rows, columns = np.mgrid[0:height, 0:width]
        turn, period = rng.uniform(0, np.pi), rng.uniform(2.5, 11)
        stripes = np.sin((rows * np.sin(turn) + columns * np.cos(turn)) * 2 * np.pi / period) > rng.uniform(-0.6, 0.6)
        sheet = np.where(stripes[..., None], sheet, colour(rng))
    return Image.fromarray(np.clip(sheet, 0, 255).astype(np.uint8))


def room(rng, size):
    """A wall, a floor, things."""
    width, height = size
    sheet = painted(rng, size, colour(rng))
    pen = ImageDraw.Draw(sheet)
    if rng.random() < 0.75:
        edge = int(height * rng.uniform(0.55, 1.0))
        sheet.paste(painted(rng, (width, height - edge + 1), colour(rng)), (0, edge))
        if rng.random() < 0.4:
            pen.rectangle([0, edge - rng.integers(1, 7), width, edge], fill=tuple(colour(rng).astype(int)))
    for _ in range(rng.integers(0, 8)):
        x, y = rng.uniform(-0.1, 1.0, 2) * [width, height]
        w, h = rng.uniform(0.03, 0.5, 2) * [width, height]
        fill = tuple(colour(rng).astype(int))
        shape = rng.random()
        if shape < 0.5:
            pen.rectangle([x, y, x + w, y + h], fill=fill)
        elif shape < 0.75:
            pen.ellipse([x, y, x + w, y + h], fill=fill)
        else:
            pen.line([x, y, *(rng.uniform(0, 1, 2) * [width, height])], fill=fill, width=int(rng.integers(1, 12)))
    if rng.random() < 0.4:
        sheet = sheet.filter(ImageFilter.GaussianBlur(rng.uniform(0.3, 2.5)))
    return sheet


def surroundings(rng, size, photos):
    """A drawn room, or a piece of a photograph."""
    if not photos or rng.random() < 0.75:
        return room(rng, size)
    photo = photos[int(rng.integers(len(photos)))]
    side = int(rng.uniform(60, 260))
    x, y = (int(rng.uniform(0, edge - side)) for edge in photo.size)
    piece = photo.crop((x, y, x + side, y + side)).resize(size, Image.BICUBIC)
    return Image.fromarray(np.asarray(piece)[..., rng.permutation(3)])


def part_mask(size, part, place):
    """Where a part is, 0..255 with soft edges; `place` is of the finer size."""
    mask = Image.new("L", (size[0] * FINER, size[1] * FINER))
    pen = ImageDraw.Draw(mask)
    if part[0] == "arm":
        capsules(pen, part[1], place)
        capsules(pen, part[2], place)
    else:
        pen.polygon([place(point) for point in part[1]], fill=255)
    return mask.reduce(FINER)


def shaded(rng, cloth, mask, light):
    """Rounds a flat part off: darker towards one edge."""
    radius = max(2, mask.size[1] // 50)
    inner = np.asarray(mask.filter(ImageFilter.GaussianBlur(radius)), np.float32) / 255
    along = np.roll(inner, int(radius * light), 1)
    shade = 0.55 + 0.45 * np.clip(along, 0, 1)
    return Image.fromarray((np.asarray(cloth, np.float32) * shade[..., None]).astype(np.uint8))


def dress(rng, sheet, person, figure, place, bare=None):
    """Paints the figure onto the sheet, its outline onto `person` and its uncovered skin onto `bare`; gives the skin's tone."""
    size = sheet.size
    bare = bare or Image.new("L", size)
    lab, tone = draw_skin_colour(rng)
    skin = np.array(lab_to_rgb(lab)) * 255
    shirt, trousers, hair, shoes = (colour(rng) for _ in range(4))
    bare_arms, bare_legs = rng.random() < 0.4, rng.random() < 0.3
    if rng.random() < 0.12:
        trousers = shirt
    bare_trunk = rng.random() < 0.12
    if bare_trunk:
        shirt, trousers, bare_arms, bare_legs = skin * rng.uniform(0.9, 1.1), colour(rng), True, True
    bare_feet = rng.random() < 0.15
    uncovered = {"torso": bare_trunk, "arm": bare_arms, "leg": bare_legs, "foot": bare_feet, "head": True, "hair": False, "skirt": False}
    tints = {"torso": shirt, "arm": skin if bare_arms else shirt, "leg": skin if bare_legs else trousers,
             "foot": skin if bare_feet else shoes, "head": skin, "hair": hair * 0.6, "skirt": trousers}  # fmt: skip
    cloths = {name: painted(rng, size, tint) for name, tint in tints.items()}
    light = rng.uniform(-1.5, 1.5)
    for part in figure.parts():
        if part[0] == "hair" and rng.random() < 0.08:
            continue
        mask = part_mask(size, part, place)
        sheet.paste(shaded(rng, cloths[part[0]], mask, light), (0, 0), mask)
        person.paste(ImageChops.lighter(person, mask), (0, 0))
        bare.paste(255 * uncovered[part[0]], (0, 0), mask)
        if part[0] == "torso":
            below = Image.new("L", size)
            line = place((0, figure.m["waistheightomphalion"] + rng.uniform(-4, 3)))[1] / FINER
            ImageDraw.Draw(below).rectangle([0, line, *size], fill=255)
            sheet.paste(shaded(rng, painted(rng, size, trousers), mask, light), (0, 0), ImageChops.multiply(mask, below))
            bare.paste(0, (0, 0), ImageChops.multiply(mask, below))
            necked = Image.new("L", size)
            line = place((0, figure.m["acromialheight"] + rng.uniform(-2, 3)))[1] / FINER
            ImageDraw.Draw(necked).rectangle([0, 0, size[0], line], fill=255)
            sheet.paste(shaded(rng, cloths["head"], mask, light), (0, 0), ImageChops.multiply(mask, necked))
            bare.paste(255, (0, 0), ImageChops.multiply(mask, necked))
        if part[0] == "arm":
            hands = part_mask(size, ("arm", part[2], part[2]), place)
            sheet.paste(cloths["head"], (0, 0), hands)
            bare.paste(255, (0, 0), hands)
        if part[0] == "head":
            features(rng, sheet, figure, place)
    return tone


def features(rng, sheet, figure, place):
    """Eyes and a mouth, where the face is seen."""
    if rng.random() < 0.3:
        return
    pen, m = ImageDraw.Draw(sheet), figure.m
    tone = tuple(int(v) for v in rng.uniform(10, 110, 3))
    for x, y in ((-3.1, 0.936), (3.1, 0.936), (0, 0.895)):
        at = [value / FINER for value in place((x * figure.front + 5 * figure.side, y * m["stature"]))]
        half = place.scale / FINER * rng.uniform(0.5, 1.3)
        pen.ellipse([at[0] - half * 1.4, at[1] - half * 0.6, at[0] + half * 1.4, at[1] + half * 0.6], fill=tone)


def cast_shadow(rng, sheet, person):
    """Darkens wall and floor beside the person."""
    if rng.random() < 0.5:
        return sheet
    dark = np.asarray(person.filter(ImageFilter.GaussianBlur(rng.uniform(1, 7))), np.float32) / 255
    dark = np.roll(dark, (int(rng.integers(-4, 10)), int(rng.integers(-15, 15))), (0, 1))
    faded = np.asarray(sheet, np.float32) * (1 - dark * rng.uniform(0.1, 0.6))[..., None]
    return Image.fromarray(faded.astype(np.uint8))


def photographed(rng, sheet):
    """Uneven light, white balance, exposure, blur, noise, JPEG, at the final size."""
    if rng.random() < 0.35:
        sheet = sheet.filter(ImageFilter.GaussianBlur(rng.uniform(0.2, 1)))
    rgb = np.asarray(sheet, np.float32) / 255
    rgb = rgb * np.exp(rng.normal(0, 0.1, 3)) * np.exp(rng.normal(0, 0.25))
    rgb = rgb * np.exp(smooth_noise(rng, (HEIGHT, WIDTH), 2) * rng.uniform(0, 0.25))[..., None]
    rgb = np.clip(rgb, 0, 1) ** np.exp(rng.normal(0, 0.15))
    rgb = rgb + rng.normal(0, rng.uniform(0, 0.03), rgb.shape)
    image = Image.fromarray((np.clip(rgb, 0, 1) * 255).astype(np.uint8))
    if rng.random() < 0.4:
        file = BytesIO()
        image.save(file, "JPEG", quality=int(rng.integers(25, 90)))
        image = Image.open(file)
    return np.array(image)


def letterboxed(rng, image, person):
    """Grey bars, as the worker fills up a picture of another shape."""
    if rng.random() < 0.5:
        return image, person
    image, person = image.copy(), person.copy()
    bar = int(rng.integers(0, 50))
    if rng.random() < 0.6:
        for stripe in (np.s_[:, :bar], np.s_[:, WIDTH - bar :]):
            image[stripe], person[stripe] = LETTERBOX_GREY, 0
    else:
        for stripe in (np.s_[:bar], np.s_[HEIGHT - bar :]):
            image[stripe], person[stripe] = LETTERBOX_GREY, 0
    return image, person


def draw_room(rng, photos):
    """A photograph without a person."""
    sheet = surroundings(rng, (WIDTH, HEIGHT), photos)
    return Scene(*letterboxed(rng, photographed(rng, sheet), np.zeros((HEIGHT, WIDTH), np.uint8)))


def draw_scene(rng, people, photos, turn=None):
    """A whole photograph; one in twelve without a person, one in ten of a part of one.

    With `turn` (see Figure) a whole person who stands to be measured and fills most of the height.
    """
    size = (WIDTH, HEIGHT)
    sheet, person, ita = surroundings(rng, size, photos), Image.new("L", size), np.nan
    if turn is not None or rng.random() > 1 / 12:
        figure = Figure(rng, people[int(rng.integers(len(people)))], turn)
        share = rng.uniform(1.2, 2.5) if turn is None and rng.random() < 0.1 else rng.uniform(0.45, 0.96)
        if turn is not None:
            share = rng.uniform(0.7, 0.9)
        place = Place(rng, figure.m["stature"], (WIDTH * FINER, HEIGHT * FINER), share)
        state = rng.bit_generator.state
        bare = Image.new("L", size)
        for part in figure.parts():
            bare.paste(ImageChops.lighter(bare, part_mask(size, part, place)), (0, 0))
        sheet = cast_shadow(rng, sheet, bare)
        rng.bit_generator.state = state
        ita = dress(rng, sheet, person, figure, place)
    return Scene(*letterboxed(rng, photographed(rng, sheet), np.asarray(person)), ita)


def draw_dressed(rng, people, sheet):
    """A figure, whole or a part, painted onto the sheet: (uint8 [H,W,3], its uncovered skin [H,W] 0..255, that skin's tone)."""
    size = sheet.size
    figure = Figure(rng, people[int(rng.integers(len(people)))])
    share = rng.uniform(0.5, 0.95) if rng.random() < 0.5 else rng.uniform(1, 2.5)
    place = Place(rng, figure.m["stature"], (size[0] * FINER, size[1] * FINER), share)
    bare = Image.new("L", size)
    tone = dress(rng, sheet, Image.new("L", size), figure, place, bare)
    return np.array(sheet), np.array(bare), tone


def draw_posed(folder, count, seed, turn):
    """`count` scenes of persons who stand to be measured, seen from the front (0) or the side (90)."""
    people, photos = read_people(folder / "ansur2"), read_backgrounds(folder)
    rng = np.random.default_rng(seed)
    return [draw_scene(rng, people, photos, turn) for _ in range(count)]


def draw_rooms(folder, count, seed):
    """`count` scenes without a person."""
    photos, rng = read_backgrounds(folder), np.random.default_rng(seed)
    return [draw_room(rng, photos) for _ in range(count)]


def draw_batch(task):
    folder, seed, count = task
    people, photos = read_people(folder / "ansur2"), read_backgrounds(folder)
    rng = np.random.default_rng(seed)
    return [draw_scene(rng, people, photos) for _ in range(count)]


def tasks(folder, count, first_seed, per_seed=50):
    """What `draw_batch` takes: seeds first_seed, first_seed + 1, ... each give `per_seed` scenes."""
    return [(folder, first_seed + i, per_seed) for i in range(-(-count // per_seed))]


def draw_scenes(folder, count, first_seed, processes=1):
    """`count` scenes, the same for the same seed."""
    with Pool(processes) as pool:
        return [scene for batch in pool.imap(draw_batch, tasks(folder, count, first_seed)) for scene in batch][:count]


def main():
    """Writes a contact sheet, to see what the generator makes."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("sheet", help="PNG file to write")
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    columns, rows = 8, 3
    sheet = Image.new("RGB", (WIDTH * columns, HEIGHT * rows * 2))
    for i, scene in enumerate(draw_scenes(arguments.data_dir, columns * rows, arguments.seed)):
        at = (WIDTH * (i % columns), HEIGHT * 2 * (i // columns))
        sheet.paste(Image.fromarray(scene.image), at)
        sheet.paste(Image.fromarray(scene.person), (at[0], at[1] + HEIGHT))
    sheet.save(arguments.sheet)


if __name__ == "__main__":
    main()
