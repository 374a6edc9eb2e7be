"""Rendered portraits with known landmarks: a face in three dimensions, drawn with plain shapes and shading.

No photograph enters. A face is 68 landmarks in the order of iBUG 300-W (jaw 0-16, brows 17-26, nose
27-35, eyes 36-47, mouth 48-67), made from widths and heights that vary around the proportions of adult
faces (Farkas 1994; spread of MUCT, Milborrow 2010). The unit is the distance between the pupils, the
origin lies between them, x to the right of the picture, y down, z towards the camera. Skin goes from very
light to dark (ITA -55 to 65); hair, fringes, beards, glasses, light, background, head turns and
expressions vary. What is drawn is cruder than any photograph: that is the limit of what is trained on it.
"""

import argparse
from dataclasses import dataclass
from multiprocessing import Pool

import numpy as np
from PIL import Image, ImageDraw, ImageFilter

from training.shared.skin import draw_skin_colour, lab_to_rgb, smooth_noise

POINTS = 68
SIZE = 192  # of a rendered picture, pixels
MIRROR = np.array(
    [*range(16, -1, -1), *range(26, 16, -1), 27, 28, 29, 30, 35, 34, 33, 32, 31,
     45, 44, 43, 42, 47, 46, 39, 38, 37, 36, 41, 40,
     54, 53, 52, 51, 50, 49, 48, 59, 58, 57, 56, 55, 64, 63, 62, 61, 60, 67, 66, 65]
)  # fmt: skip
_OVERSAMPLING = 2
_SIDES = (-1, 1)


@dataclass(frozen=True)
class Portrait:
    """uint8 [S,S,3] RGB, and the landmarks in pixels, float [68,2]; None when nobody is in the picture."""

    image: np.ndarray
    points: np.ndarray | None
    ita: float = np.nan  # of the skin, degrees


def curve(knots, count):
    """`count` points at equal arc length on a Catmull-Rom spline through `knots` [n,2]."""
    padded = np.vstack([2 * knots[0] - knots[1], knots, 2 * knots[-1] - knots[-2]])
    t = np.linspace(0, 1, 24, endpoint=False)[:, None]
    dense = [
        0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
        for a, b, c, d in zip(padded, padded[1:], padded[2:], padded[3:])
    ]
    dense = np.vstack([*dense, knots[-1:]])
    length = np.r_[0, np.cumsum(np.hypot(*np.diff(dense, axis=0).T))]
    at = np.linspace(0, length[-1], count)
    return np.stack([np.interp(at, length, dense[:, i]) for i in (0, 1)], 1)


def draw_shape(rng):
    """Landmarks of one face looking straight ahead, [68,3], and the height of its hairline."""

    def vary(value, spread):
        return value * (1 + spread * np.clip(rng.standard_normal(), -2.5, 2.5))

    long = vary(1, 0.06)
    cheek, chin = vary(1.08, 0.05), vary(1.76, 0.03) * long
    jaw, low_jaw, chin_width = vary(0.91, 0.045), vary(0.76, 0.07), vary(0.36, 0.14)
    half = np.array(
        [[vary(1.0, 0.025) * cheek, -0.18], [cheek, 0.28 * long],
         [jaw * cheek, 0.88 * long], [low_jaw * cheek, 1.27 * long],
         [chin_width * cheek, 0.95 * chin], [0, chin]]
    )  # fmt: skip
    side = curve(half, 9)
    contour = np.vstack([side * [-1, 1], side[-2::-1]])

    brow_height, brow_arch, brow_tilt = vary(-0.38, 0.16), rng.uniform(0, 0.12), rng.normal(0, 0.04)
    u = np.linspace(0, 1, 5)
    brow_x = np.linspace(vary(0.9, 0.05), vary(0.2, 0.2), 5)
    brow_y = brow_height + (1 - u) * (0.06 + brow_tilt) - brow_arch * np.sin(np.pi * u)
    brows = np.vstack([np.stack([-brow_x, brow_y], 1), np.stack([brow_x, brow_y], 1)[::-1]])

    nose_length, nose_width = vary(0.78, 0.07) * long, vary(0.27, 0.13)
    bridge = np.stack([np.zeros(4), np.linspace(-0.06, nose_length - 0.12, 4)], 1)
    base_x = np.array([-1, -0.5, 0, 0.5, 1]) * nose_width
    base = np.stack([base_x, nose_length + np.array([-0.02, 0.03, 0.06, 0.03, -0.02])], 1)

    eye_half, eye_open = vary(0.235, 0.07), vary(0.085, 0.25) * (0.2 if rng.random() < 0.03 else 1)
    slant = rng.normal(0, 0.02)
    x = np.array([-1, -0.38, 0.38, 1, 0.38, -0.38]) * eye_half
    y = np.array([0, -1, -1, 0, 0.8, 0.8]) * eye_open
    left = np.stack([x - 0.5, y - slant * x / eye_half], 1)
    right = np.stack([x + 0.5, y + slant * x / eye_half], 1)

    mouth_y, mouth_half = vary(1.12, 0.035) * long, vary(0.4, 0.1)
    smile = rng.uniform(0.05, 0.16) if rng.random() < 0.35 else max(0, rng.normal(0, 0.04))
    gap = abs(rng.normal(0.06, 0.07)) if rng.random() < 0.5 else 0.0
    mouth_half += smile
    upper, lower = vary(0.09, 0.3), vary(0.12, 0.3)
    outer_x = np.array([-1, -0.64, -0.26, 0, 0.26, 0.64, 1, 0.64, 0.28, 0, -0.28, -0.64]) * mouth_half
    outer_y = np.array([0, -0.75, -1.1, -0.85, -1.1, -0.75, 0, 0.6, 0.95, 1, 0.95, 0.6])
    outer_y = np.where(outer_y < 0, outer_y * upper, outer_y * (lower + gap))
    inner_x = np.array([-0.88, -0.4, 0, 0.4, 0.88, 0.4, 0, -0.4]) * mouth_half
    inner_y = np.array([0, -0.1, -0.1, -0.1, 0, 1, 1, 1]) * gap + np.array([0, 0, 0, 0, 0, 0.01, 0.01, 0.01])
    mouth = np.vstack([np.stack([outer_x, outer_y], 1), np.stack([inner_x, inner_y], 1)])
    mouth[:, 1] += mouth_y - smile * (np.abs(mouth[:, 0]) / mouth_half) ** 2 * 0.8 + gap * 0.2

    flat = np.vstack([contour, brows, bridge, base, left, right, mouth])
    return np.column_stack([flat, depth_of(flat, cheek, nose_length)]), vary(-1.12, 0.1)


def depth_of(flat, cheek, nose_length):
    """Rough height of a face over the plane of its contour, in units."""
    round_head = 0.75 * np.sqrt(np.clip(1 - (flat[:, 0] / (1.12 * cheek)) ** 2, 0, 1))
    round_head -= 0.12 * np.clip(flat[:, 1] - 0.9, 0, 2)
    rise = np.clip((flat[:, 1] + 0.1) / nose_length, 0, 1.15)
    nose = 0.36 * rise * np.exp(-((flat[:, 0] / 0.16) ** 2)) * (flat[:, 1] < nose_length + 0.1)
    return round_head + nose


class Camera:
    """Turns face coordinates into pixels: head turn, slight perspective, scale, place."""

    def __init__(self, rng, size):
        self.unit = np.exp(rng.uniform(np.log(0.075), np.log(0.30))) * size
        yaw, pitch = np.radians(np.clip(rng.normal(0, (11, 7)), -30, 30))
        roll = np.radians(np.clip(rng.normal(0, 8), -25, 25))
        turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
        nod = np.array(
            [[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]]
        )
        tilt = np.array([[np.cos(roll), -np.sin(roll), 0], [np.sin(roll), np.cos(roll), 0], [0, 0, 1]])
        self.rotation = tilt @ nod @ turn
        self.distance = rng.uniform(6, 20)
        room = np.clip(size - 3.2 * self.unit, 0, None)
        self.place = size / 2 + np.array([rng.uniform(-0.5, 0.5), rng.uniform(-0.5, 0.25)]) * room
        self.place[1] -= 0.3 * self.unit

    def __call__(self, points):
        """[n,2] (then on the plane z = 0) or [n,3] -> [n,2] pixels."""
        points = np.asarray(points, float)
        if points.shape[1] == 2:
            points = np.column_stack([points, np.zeros(len(points))])
        turned = points @ self.rotation.T
        near = self.distance / (self.distance - turned[:, 2:])
        return turned[:, :2] * near * self.unit + self.place


class Canvas:
    """Draws polygons with soft edges, given in pixels of the finished picture."""

    def __init__(self, pixels):
        self.pixels = pixels  # float [S,S,3] 0..1
        self.size = pixels.shape[0]

    def mask(self, *outlines, blur=0.0):
        """Coverage 0..1 [S,S] of the outlines together."""
        return self._cover(outlines, blur, lambda draw, outline: draw.polygon(outline, fill=255))

    def lines(self, *paths, width, blur=0.0):
        """Coverage 0..1 [S,S] of open lines of that width in pixels."""
        thick = max(1, round(width * _OVERSAMPLING))
        draw_path = lambda draw, path: draw.line(path, fill=255, width=thick, joint="curve")
        return self._cover(paths, blur + width, draw_path, blur)

    def _cover(self, paths, reach, draw_path, blur=None):
        """Draws in the window that the paths need, which is much smaller than the picture for most."""
        blur = reach if blur is None else blur
        full = np.zeros((self.size, self.size), np.float32)
        every = np.vstack([np.asarray(path) for path in paths])
        low = np.clip(np.floor(every.min(0) - 3 * reach - 2), 0, self.size).astype(int)
        high = np.clip(np.ceil(every.max(0) + 3 * reach + 2), 0, self.size).astype(int)
        extent = high - low
        if extent.min() <= 0:
            return full
        big = Image.new("L", tuple(extent * _OVERSAMPLING))
        draw = ImageDraw.Draw(big)
        for path in paths:
            draw_path(draw, [tuple(p) for p in (np.asarray(path) - low) * _OVERSAMPLING])
        small = big.resize(tuple(extent), Image.BOX)
        if blur > 0.3:
            small = small.filter(ImageFilter.GaussianBlur(blur))
        full[low[1] : high[1], low[0] : high[0]] = np.asarray(small, np.float32) / 255
        return full

    def paint(self, mask, colour):
        """Lays a colour (or a picture of colours [S,S,3]) over what is there, as dense as the mask says."""
        rows, columns = np.flatnonzero(mask.any(1)), np.flatnonzero(mask.any(0))
        if len(rows) == 0:
            return
        part = np.s_[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
        colour = colour[part] if np.ndim(colour) == 3 else colour
        self.pixels[part] += mask[part][..., None] * (colour - self.pixels[part])


def ellipse(x, y, rx, ry, count=40):
    angle = np.linspace(0, 2 * np.pi, count, endpoint=False)
    return np.stack([x + rx * np.cos(angle), y + ry * np.sin(angle)], 1)


def background(rng, size):
    """Two colours blended by smooth noise, then some edges: things behind a person, or no person at all."""
    one, two = rng.uniform(0, 1, (2, 3)) if rng.random() < 0.6 else np.repeat(rng.uniform(0, 1, (2, 1)), 3, 1)
    blend = 1 / (1 + np.exp(-smooth_noise(rng, (size, size), rng.integers(1, 8)) * rng.uniform(0.3, 2)))
    canvas = Canvas((one + blend[..., None] * (two - one)).astype(np.float32))
    for _ in range(rng.integers(0, 9)):
        x, y = rng.uniform(0, size, 2)
        w, h = np.exp(rng.uniform(np.log(0.02), np.log(0.4), 2)) * size
        if rng.random() < 0.5:
            shape = ellipse(x, y, w, h)
        else:
            shape = np.array([[x, y], [x + w, y + rng.normal(0, w / 4)], [x + w, y + h], [x, y + h]])
        colour = rng.uniform(0, 1, 3) if rng.random() < 0.6 else lab_to_rgb(draw_skin_colour(rng)[0])
        canvas.paint(canvas.mask(shape, blur=rng.uniform(0, 3)) * rng.uniform(0.4, 1), colour)
    return canvas


def hair_colour(rng):
    """Black, brown, fair, red, grey or white, or seldom dyed."""
    kinds = np.array(
        [[8, 1, 1], [18, 4, 6], [30, 8, 14], [48, 8, 24], [68, 4, 26], [38, 22, 28], [60, 0, 2], [85, 0, 4]]
    )
    lab = kinds[rng.choice(len(kinds), p=[0.3, 0.22, 0.14, 0.1, 0.08, 0.05, 0.07, 0.04])]
    if rng.random() < 0.04:
        return rng.uniform(0, 1, 3)
    return lab_to_rgb(lab + rng.normal(0, (4, 2, 3)))


def strands(rng, size):
    """Streaks along one direction, about -1..1."""
    noise = smooth_noise(rng, (size, size), rng.integers(30, 90))
    image = Image.fromarray(np.ascontiguousarray(noise)).rotate(rng.uniform(-40, 40), Image.BILINEAR)
    return np.asarray(image.resize((size, size * 4), Image.BILINEAR))[:size]


class Head:
    """One person: knows their shape, colours and pose, and draws itself from back to front."""

    def __init__(self, rng, canvas):
        self.rng, self.canvas, self.size = rng, canvas, canvas.size
        self.shape, self.hairline = draw_shape(rng)
        self.camera = Camera(rng, self.size)
        self.unit = self.camera.unit
        self.points = self.camera(self.shape)
        self.lab, self.ita = draw_skin_colour(rng)
        self.skin = lab_to_rgb(self.lab)
        self.hair = hair_colour(rng)
        self.cheek = self.shape[1, 0] * -1
        self.chin = self.shape[8, 1]
        self.streaks = strands(rng, self.size)

    def tint(self, lightness, red=0.0, yellow=0.0):
        return lab_to_rgb(self.lab + np.array([lightness, red, yellow]))

    def face_outline(self):
        """Contour below, forehead above."""
        top = self.hairline - 0.35
        angle = np.linspace(0, np.pi, 24)[1:-1]
        wide = self.shape[16, 0]
        arch = np.stack([wide * 0.99 * np.cos(angle), -0.18 + (top + 0.18) * np.sin(angle) ** 0.8], 1)
        return np.vstack([self.points[:17], self.camera(arch)])

    def draw(self):
        rng = self.rng
        bald = rng.random() < 0.12
        self.draw_body()
        if not bald:
            self.draw_back_hair()
        self.draw_ears()
        face = self.canvas.mask(self.face_outline())
        self.canvas.paint(face, self.skin)
        self.shade(face)
        self.draw_nose()
        self.draw_mouth()
        self.draw_eyes()
        if rng.random() < 0.2:
            self.draw_beard(face)
        self.draw_brows()
        if rng.random() < 0.15:
            self.draw_glasses()
        if not bald:
            self.draw_front_hair()

    def draw_body(self):
        rng, c = self.rng, self.canvas
        cloth = rng.uniform(0, 1, 3) if rng.random() < 0.85 else self.skin
        slope, wide = rng.uniform(0.2, 0.7), rng.uniform(2.2, 3.4)
        y = self.chin + rng.uniform(0.25, 0.6)
        shoulders = [[-0.7, y], [-wide, y + slope], [-wide - 0.4, 9], [wide + 0.4, 9], [wide, y + slope], [0.7, y]]
        neck_half = rng.uniform(0.62, 0.88) * self.cheek
        neck = [[-neck_half, 0.4], [-neck_half, y], [-neck_half - 0.3, y + 0.3], [0, y + rng.uniform(0.4, 1.6)],
                [neck_half + 0.3, y + 0.3], [neck_half, y], [neck_half, 0.4]]  # fmt: skip
        fabric = 1 + 0.1 * self.streaks[..., None] * rng.uniform(0, 1)
        shoulders = np.vstack([curve(np.array(shoulders[:4]), 16), curve(np.array(shoulders[3:]), 16)])
        c.paint(c.mask(self.camera(shoulders)), np.clip(cloth * fabric, 0, 1))
        c.paint(c.mask(self.camera(neck)), self.tint(-rng.uniform(2, 9)))
        shadow = ellipse(rng.normal(0, 0.15), self.chin + 0.02, 0.8 * self.cheek, rng.uniform(0.12, 0.35))
        dark = c.mask(self.camera(shadow), blur=0.08 * self.unit) * c.mask(self.camera(neck))
        c.paint(dark * rng.uniform(0.2, 0.7), self.tint(-18))
        if rng.random() < 0.3:
            collar = [[[-0.75, y - 0.1], [-1.0, y + 0.5], [-0.1, y + 0.75]], [[0.75, y - 0.1], [1.0, y + 0.5], [0.1, y + 0.75]]]
            c.paint(c.mask(*[self.camera(part) for part in collar]), rng.uniform(0.4, 1, 3))

    def hair_with_streaks(self):
        return np.clip(self.hair + self.streaks[..., None] * self.rng.uniform(0.02, 0.08), 0, 1)

    def draw_back_hair(self):
        rng, c = self.rng, self.canvas
        wide, top = self.cheek * rng.uniform(1.02, 1.4), self.hairline - rng.uniform(0.45, 0.85)
        low = rng.choice([rng.uniform(-0.1, 0.5), rng.uniform(0.6, 3.2)])
        angle = np.linspace(np.pi, 2 * np.pi, 24)
        cap = np.stack([wide * np.cos(angle), (top + 0.1) * -np.sin(angle) * 1.0], 1)
        outline = np.vstack([cap, [[wide * rng.uniform(0.75, 1.2), low], [-wide * rng.uniform(0.75, 1.2), low]]])
        outline[:, 1] = np.where(outline[:, 1] < 0, outline[:, 1], outline[:, 1])
        behind = np.column_stack([outline, np.full(len(outline), -0.3)])
        c.paint(c.mask(self.camera(behind), blur=rng.uniform(0, 0.06) * self.unit), self.hair_with_streaks())

    def draw_ears(self):
        for side in _SIDES:
            ear = ellipse(side * self.cheek * 1.05, 0.25, 0.14, 0.38)
            ear = np.column_stack([ear, np.full(len(ear), -0.25)])
            self.canvas.paint(self.canvas.mask(self.camera(ear)), self.tint(-3, 2))

    def face_coordinates(self):
        """x and y of each pixel in the plane of the face (the turn is undone to first order)."""
        rows, columns = np.mgrid[0 : self.size, 0 : self.size].astype(np.float32) + 0.5
        # the middle of face depth, so that shading follows a turned head
        axes = self.camera.rotation[:2, :2]
        middle = self.camera(np.array([[0, 0, 0.6]]))[0]
        offset = np.stack([columns - middle[0], rows - middle[1]], -1) / self.unit
        flat = offset @ np.linalg.inv(axes).T
        return flat[..., 0], flat[..., 1]

    def shade(self, face):
        rng = self.rng
        x, y = self.face_coordinates()
        self.x, self.y = x, y
        nx, ny = np.clip(x / (1.2 * self.cheek), -1, 1), np.clip((y - 0.3) / 1.9, -1, 1)
        nz = np.sqrt(np.clip(1 - nx**2 - ny**2, 0.02, 1))
        light = rng.normal(0, (0.55, 0.35)) + [0, -0.3]
        lambert = (nx * light[0] + ny * light[1] + nz) / np.sqrt(1 + light @ light)
        strength = rng.uniform(0.1, 0.75)
        gain = 1 - strength + strength * np.clip(lambert, 0, 1.2)

        def bump(cx, cy, sx, sy, amount):
            return amount * np.exp(-(((x - cx) / sx) ** 2) - ((y - cy) / sy) ** 2)

        relief, side = rng.uniform(0.3, 1.3), np.sign(light[0]) or 1
        nose = self.shape[33, 1]
        mouth = self.shape[48:60, 1].mean()
        gain = gain + relief * sum(
            [
                bump(-0.5, -0.08, 0.34, 0.18, -0.10), bump(0.5, -0.08, 0.34, 0.18, -0.10),
                bump(0.2 * -side, 0.35, 0.13, 0.45, -0.13), bump(0.03, nose - 0.4, 0.08, 0.4, 0.07),
                bump(0, nose - 0.12, 0.15, 0.12, 0.06), bump(0, nose + 0.1, 0.3, 0.07, -0.13),
                bump(-0.62, 0.52, 0.3, 0.25, 0.06), bump(0.62, 0.52, 0.3, 0.25, 0.06),
                bump(0, -0.75, 0.6, 0.3, 0.04), bump(0, mouth + 0.25, 0.3, 0.08, -0.10),
                bump(0, self.chin - 0.2, 0.25, 0.14, 0.05),
                bump(-0.5, 0.2, 0.22, 0.06, -0.05), bump(0.5, 0.2, 0.22, 0.06, -0.05),
            ]
        )  # fmt: skip
        grain = 1 + smooth_noise(rng, x.shape, 60) * rng.uniform(0, 0.025) + smooth_noise(rng, x.shape, 8) * 0.02
        shaded = np.clip(self.canvas.pixels * (gain * grain)[..., None], 0, 1)
        self.canvas.paint(face, shaded)
        redness = np.clip(bump(-0.6, 0.6, 0.35, 0.25, 1) + bump(0.6, 0.6, 0.35, 0.25, 1) + bump(0, nose, 0.2, 0.15, 1), 0, 1)
        self.canvas.paint(face * redness * rng.uniform(0, 0.2), self.tint(-4, 14, 2))

    def draw_nose(self):
        rng, c, p = self.rng, self.canvas, self.points
        for first, inner in ((31, 32), (35, 34)):
            middle = 0.45 * p[first] + 0.55 * p[inner]
            hole = ellipse(*middle, 0.075 * self.unit, 0.04 * self.unit)
            c.paint(c.mask(hole, blur=0.012 * self.unit) * rng.uniform(0.3, 0.95), self.tint(-35, 4))
        wings = [np.vstack([p[31] + [-0.01, -0.14] * np.array(self.unit), p[31] + [-0.05 * self.unit, 0], p[31], p[32]]),
                 np.vstack([p[35] + [0.01, -0.14] * np.array(self.unit), p[35] + [0.05 * self.unit, 0], p[35], p[34]])]  # fmt: skip
        c.paint(c.lines(*wings, width=0.035 * self.unit, blur=0.02 * self.unit) * rng.uniform(0.1, 0.8), self.tint(-22, 5))
        folds = [np.vstack([p[31] + [-0.1 * self.unit, 0], 0.5 * (p[31] + p[48]) + [-0.14 * self.unit, 0], p[48] + [-0.08 * self.unit, 0]]),
                 np.vstack([p[35] + [0.1 * self.unit, 0], 0.5 * (p[35] + p[54]) + [0.14 * self.unit, 0], p[54] + [0.08 * self.unit, 0]])]  # fmt: skip
        c.paint(c.lines(*folds, width=0.04 * self.unit, blur=0.03 * self.unit) * rng.uniform(0, 0.6), self.tint(-16, 4))

    def draw_mouth(self):
        rng, c, p = self.rng, self.canvas, self.points
        lips = self.tint(rng.uniform(-16, 0), rng.uniform(4, 20), rng.uniform(-6, 2))
        if rng.random() < 0.12:
            lips = lab_to_rgb(np.array([rng.uniform(25, 50), rng.uniform(35, 60), rng.uniform(5, 30)]))
        c.paint(c.mask(p[48:60], blur=0.015 * self.unit) * rng.uniform(0.4, 1), lips)
        inner = p[60:68]
        gap = np.linalg.norm(inner[2] - inner[6])
        if gap > 0.06 * self.unit:
            teeth = rng.random() < 0.75
            c.paint(c.mask(inner), np.array([0.85, 0.82, 0.76]) * rng.uniform(0.7, 1.05) if teeth else self.tint(-45, 8))
        line = np.vstack([inner[0], inner[1:4] if gap < 0.06 * self.unit else inner[7:4:-1], inner[4]])
        line = np.vstack([p[48], line, p[54]])
        c.paint(c.lines(line, width=max(0.6, 0.03 * self.unit), blur=0.01 * self.unit) * rng.uniform(0.5, 1), self.tint(-38, 8))

    def draw_eyes(self):
        rng, c = self.rng, self.canvas
        iris = lab_to_rgb(np.array([[22, 8, 14], [35, 10, 22], [45, -4, 14], [52, -4, -10], [58, 0, -2]])[rng.choice(5, p=[0.45, 0.2, 0.12, 0.13, 0.1])])
        gaze = rng.normal(0, (0.03, 0.012), 2) * self.unit
        white = np.clip(np.array([0.9, 0.88, 0.86]) * rng.uniform(0.65, 1.0), 0, 1)
        socket = self.tint(-rng.uniform(0, 16), 3)
        lash, liner = rng.uniform(0.5, 1), rng.uniform(0.02, 0.055)
        for start in (36, 42):
            eye = self.points[start : start + 6]
            around = ellipse(*eye.mean(0), 0.36 * self.unit, 0.2 * self.unit)
            c.paint(c.mask(around, blur=0.07 * self.unit) * rng.uniform(0, 0.5), socket)
            opening = c.mask(self.lids(eye))
            c.paint(opening, white)
            radius = 0.105 * self.unit
            middle = eye.mean(0) + gaze - [0, 0.008 * self.unit]
            c.paint(opening * c.mask(ellipse(*middle, radius, radius), blur=0.01 * self.unit), iris)
            c.paint(opening * c.mask(ellipse(*middle, radius * 0.45, radius * 0.45)), np.array([0.03, 0.03, 0.03]))
            if rng.random() < 0.7:
                spark = ellipse(*(middle - 0.03 * self.unit), 0.025 * self.unit, 0.025 * self.unit)
                c.paint(opening * c.mask(spark) * 0.9, np.ones(3))
            lids = self.lids(eye)
            half = len(lids) // 2
            dark = self.tint(-45, 2) if rng.random() < 0.7 else np.array([0.05, 0.04, 0.04])
            c.paint(c.lines(lids[: half + 1], width=liner * self.unit, blur=0.008 * self.unit) * lash, dark)
            c.paint(c.lines(lids[half:], width=0.02 * self.unit, blur=0.012 * self.unit) * lash * 0.5, dark)
            fold = lids[: half + 1] - [0, 0.07 * self.unit]
            c.paint(c.lines(fold, width=0.02 * self.unit, blur=0.012 * self.unit) * rng.uniform(0, 0.6), self.tint(-20, 4))

    @staticmethod
    def lids(eye):
        """Smooth outline through the six points of an eye, the upper lid first."""
        upper = curve(np.vstack([eye[0], eye[1], eye[2], eye[3]]), 12)
        lower = curve(np.vstack([eye[3], eye[4], eye[5], eye[0]]), 12)
        return np.vstack([upper, lower[1:-1]])

    def draw_brows(self):
        rng, c = self.rng, self.canvas
        colour = np.clip(self.hair * rng.uniform(0.3, 0.9), 0, 1)
        thick, opacity = rng.uniform(0.03, 0.14), rng.uniform(0.35, 1)
        for start in (17, 22):
            brow = curve(self.points[start : start + 5], 12)
            lower = brow + np.stack([np.zeros(12), thick * self.unit * np.sin(np.linspace(0.35, 2.8, 12))], 1)
            c.paint(c.mask(np.vstack([brow, lower[::-1]]), blur=0.02 * self.unit) * opacity, colour)

    def draw_beard(self, face):
        rng, c = self.rng, self.canvas
        mouth = self.shape[48:60, 1].mean()
        low = 1 / (1 + np.exp(-(self.y - mouth + 0.1 + 0.55 * (1 - np.abs(self.x) / self.cheek) - 0.35) * 9))
        lips = c.mask(self.points[48:60], blur=0.03 * self.unit)
        fuzz = np.clip(0.75 + 0.3 * smooth_noise(rng, low.shape, 90), 0, 1)
        c.paint(face * low * (1 - lips) * fuzz * rng.uniform(0.1, 0.9), np.clip(self.hair * 0.8, 0, 1))

    def draw_glasses(self):
        rng, c = self.rng, self.canvas
        colour = rng.uniform(0, 0.5, 3) if rng.random() < 0.8 else rng.uniform(0.5, 1, 3)
        rx, ry, y = rng.uniform(0.3, 0.42), rng.uniform(0.2, 0.34), rng.uniform(0, 0.1)
        frames = []
        for side in _SIDES:
            rim = ellipse(side * 0.5, y, rx, ry)
            rim = np.column_stack([rim, np.full(len(rim), 0.75)])
            frames.append(self.camera(np.vstack([rim, rim[:1]])))
        bridge = self.camera(np.array([[-0.5 + rx, y - 0.02, 0.8], [0, y - 0.06, 0.9], [0.5 - rx, y - 0.02, 0.8]]))
        bows = [self.camera(np.array([[s * (0.5 + rx), y - 0.05, 0.7], [s * self.cheek * 1.03, y - 0.02, 0.0]])) for s in _SIDES]
        c.paint(c.lines(*frames, bridge, *bows, width=max(0.7, rng.uniform(0.02, 0.06) * self.unit)), colour)

    def draw_front_hair(self):
        """Covers the skull from the hairline up; a fringe may hang over the brows, hair over the temples."""
        rng, c = self.rng, self.canvas
        wide, top = self.cheek * rng.uniform(1.03, 1.25), self.hairline - rng.uniform(0.4, 0.75)
        angle = np.linspace(np.pi, 2 * np.pi, 24)
        cap = np.stack([wide * np.cos(angle), np.sin(angle) * -(top)], 1)
        fringe = rng.random() < 0.3
        line = self.hairline + (rng.uniform(0.2, 0.75) if fringe else rng.uniform(-0.05, 0.15))
        part, sweep = rng.uniform(-0.6, 0.6), rng.uniform(0, 0.35)
        x = np.linspace(1, -1, 20)
        low = line + sweep * np.abs(x - part) ** 1.5 + 0.03 * rng.standard_normal(20)
        temple = rng.uniform(-0.35, 0.45) if rng.random() < 0.5 else -0.3
        edge = np.clip(np.abs(x) - rng.uniform(0.6, 0.85), 0, 1) / 0.3
        low = np.where(np.abs(x) > 0.6, low + np.clip(edge, 0, 1) ** 2 * (temple - low), low)
        front = np.stack([x * wide, low], 1)
        outline = np.column_stack([np.vstack([cap, front]), np.r_[np.full(24, 0.2), np.full(20, 0.45 * (1 - np.abs(x)) + 0.1)]])
        gloss = 1 + 0.3 * np.exp(-(((self.y - self.hairline + 0.2) / 0.2) ** 2)) * rng.uniform(0, 1)
        mask = c.mask(self.camera(outline), blur=rng.uniform(0, 0.05) * self.unit)
        c.paint(mask, np.clip(self.hair_with_streaks() * gloss[..., None], 0, 1))


def decoy(rng, canvas):
    """Nobody: skin without a face (a limb, a torso, a close view), with spots, hair or a head from behind."""
    size, skin = canvas.size, draw_skin_colour(rng)[0]
    kind = rng.random()
    if kind < 0.35:
        shape = np.array([[-5, -5], [size + 5, -5], [size + 5, size + 5], [-5, size + 5]], float)
    elif kind < 0.8:
        shape = ellipse(*rng.uniform(0.2, 0.8, 2) * size, *rng.uniform(0.1, 0.7, 2) * size)
    else:
        return
    mask = canvas.mask(shape, blur=rng.uniform(0, 3))
    light = 1 + 0.2 * smooth_noise(rng, (size, size), rng.integers(1, 5))
    canvas.paint(mask, np.clip(lab_to_rgb(skin) * light[..., None], 0, 1))
    for _ in range(rng.integers(0, 7)):
        r = np.exp(rng.uniform(np.log(0.01), np.log(0.2))) * size
        spot = ellipse(*rng.uniform(0, 1, 2) * size, r, r * rng.uniform(0.3, 1))
        colour = lab_to_rgb(skin + np.array([-rng.uniform(5, 45), rng.uniform(-2, 15), rng.uniform(-5, 8)]))
        canvas.paint(canvas.mask(spot, blur=rng.uniform(0, 0.2) * r) * mask * rng.uniform(0.4, 1), colour)
    if rng.random() < 0.4:
        paths = [rng.uniform(0, 1, 2) * size + np.cumsum(rng.normal(0, size / 20, (6, 2)), 0) for _ in range(rng.integers(1, 30))]
        canvas.paint(canvas.lines(*paths, width=rng.uniform(0.5, 2)) * rng.uniform(0.3, 1), hair_colour(rng))
    if rng.random() < 0.3:
        canvas.paint(canvas.mask(ellipse(*rng.uniform(0.3, 0.7, 2) * size, *rng.uniform(0.1, 0.35, 2) * size)), hair_colour(rng))


def portrait(seed, size=SIZE, faces_share=0.75):
    """One rendered picture; the same seed gives the same picture."""
    rng = np.random.default_rng(seed)
    canvas, points, ita = background(rng, size), None, np.nan
    if rng.random() < faces_share:
        head = Head(rng, canvas)
        head.draw()
        points, ita = head.points, head.ita
    else:
        decoy(rng, canvas)
    noise = rng.standard_normal(canvas.pixels.shape) * rng.uniform(0, 0.02)
    return Portrait((np.clip(canvas.pixels + noise, 0, 1) * 255).astype(np.uint8), points, ita)


def portraits(seeds, processes=1):
    """Rendered pictures of these seeds, in order."""
    with Pool(processes) as pool:
        return pool.map(portrait, seeds, chunksize=32)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("out", help="PNG sheet of 6 x 4 rendered pictures with their landmarks")
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    sheet = Image.new("RGB", (6 * SIZE, 4 * SIZE))
    for i, one in enumerate(portraits(range(arguments.seed, arguments.seed + 24))):
        tile = Image.fromarray(one.image)
        if one.points is not None and i % 2:
            draw = ImageDraw.Draw(tile)
            for x, y in one.points:
                draw.ellipse([x - 1, y - 1, x + 1, y + 1], fill=(0, 255, 0))
        sheet.paste(tile, (i % 6 * SIZE, i // 6 * SIZE))
    sheet.save(arguments.out)


if __name__ == "__main__":
    main()
