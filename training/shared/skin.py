"""Colours of skin and smooth noise, of which scenes, faces and figures are drawn.

Colour values are CIE Lab under D65. Images are RGB 0..1 [height, width, 3].
"""

import numpy as np
from PIL import Image

# sRGB to XYZ (IEC 61966-2-1), inverted once; white point D65.
_XYZ_TO_RGB = np.linalg.inv(
    np.array(
        [
            [0.4124564, 0.3575761, 0.1804375],
            [0.2126729, 0.7151522, 0.0721750],
            [0.0193339, 0.1191920, 0.9503041],
        ]
    )
)
_WHITE_D65 = np.array([0.95047, 1.0, 1.08883])

# Median skin L* at these ITA degrees, read off published ITA/L* charts; scatter is added when drawn.
_ITA_KNOTS = [-55, -30, 10, 28, 41, 55, 65]
_LIGHTNESS_AT_ITA = [27, 35, 50, 58, 64, 70, 75]


def lab_to_rgb(lab):
    """Lab [..., 3] to gamma-encoded sRGB [..., 3] in 0..1, clipped to the gamut."""
    fy = (lab[..., 0] + 16) / 116
    f = np.stack([fy + lab[..., 1] / 500, fy, fy - lab[..., 2] / 200], -1)
    xyz = np.where(f > 6 / 29, f**3, 3 * (6 / 29) ** 2 * (f - 4 / 29)) * _WHITE_D65
    linear = np.clip(xyz @ _XYZ_TO_RGB.T, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def smooth_noise(rng, shape, cells):
    """Standard normal noise on `cells` control points along the longer side, bicubic in between."""
    height, width = shape
    step = max(height, width) / cells
    knots = rng.standard_normal((int(height / step) + 3, int(width / step) + 3)).astype(np.float32)
    full = Image.fromarray(knots).resize(
        (int(knots.shape[1] * step), int(knots.shape[0] * step)), Image.BICUBIC
    )
    margin = int(step / 2)
    return np.asarray(full)[margin : margin + height, margin : margin + width]


def draw_skin_colour(rng):
    """A skin colour (Lab) with its ITA in degrees; ITA = atan((L - 50) / b)."""
    ita = rng.uniform(-55, 65)
    lightness = np.interp(ita, _ITA_KNOTS, _LIGHTNESS_AT_ITA) + rng.normal(0, 2.5)
    yellow = (lightness - 50) / np.tan(np.radians(ita)) if abs(ita) > 12 else rng.uniform(14, 22)
    return np.array([lightness, rng.uniform(6, 18), np.clip(yellow, 8, 26)]), ita


def to_image(rgb):
    """RGB 0..1 [height, width, 3] as a PIL image."""
    return Image.fromarray((np.clip(rgb, 0, 1) * 255).astype(np.uint8))
