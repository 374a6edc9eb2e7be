"""The colour rule that the worker has: `SkinRules` and `SkinMask` of imaging, in numpy, to be measured beside the net.

`colour_rule_samples.txt` holds what the worker's own code says of 4,096 colours; a test here and one there (SkinColoursTest)
compare. OpenCV reads Lab off a coarse table, so colours at the very bounds may differ; the blur may differ by a level.
"""

import numpy as np

SMOOTHING = 2  # standard deviation, pixels
TAPS = 13  # what OpenCV takes for it
YCRCB = ((133, 173), (77, 127))  # Cr, Cb
LAB = ((8, 98), (3.5, 60), (15, 100))  # L*, C*, hue in degrees
# As OpenCV has it: sRGB, D65.
_TO_XYZ = np.array([[0.412453, 0.357580, 0.180423], [0.212671, 0.715160, 0.072169], [0.019334, 0.119193, 0.950227]])
_WHITE = np.array([0.950456, 1.0, 1.088754])


def by_ycrcb(rgb):
    """uint8 [..., 3] -> bool; OpenCV's fixed-point numbers."""
    red, green, blue = (rgb[..., i].astype(np.int64) for i in range(3))
    half, middle = 1 << 13, 128 << 14
    luma = (4899 * red + 9617 * green + 1868 * blue + half) >> 14
    red_part = np.clip(((red - luma) * 11682 + middle + half) >> 14, 0, 255)
    blue_part = np.clip(((blue - luma) * 9241 + middle + half) >> 14, 0, 255)
    return within(red_part, YCRCB[0]) & within(blue_part, YCRCB[1])


def by_lab(rgb):
    """uint8 [..., 3] -> bool."""
    encoded = rgb / 255.0
    linear = np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)
    relative = linear @ _TO_XYZ.T / _WHITE
    curved = np.where(relative > 0.008856, np.cbrt(relative), 7.787 * relative + 16 / 116)
    x, y, z = (curved[..., i] for i in range(3))
    lightness, a, b = 116 * y - 16, 500 * (x - y), 200 * (y - z)
    hue = np.degrees(np.arctan2(b, a)) % 360
    return within(lightness, LAB[0]) & within(np.hypot(a, b), LAB[1]) & within(hue, LAB[2])


def within(values, bounds):
    return (values >= bounds[0]) & (values <= bounds[1])


def takes(rgb):
    """Which colours the rule takes for skin: uint8 [..., 3] -> bool."""
    return by_ycrcb(rgb) | by_lab(rgb)


def smoothed(rgb):
    """uint8 [H,W,3], Gaussian blur, edges mirrored without their pixel."""
    reach = TAPS // 2
    weights = np.exp(-((np.arange(TAPS) - reach) ** 2) / (2 * SMOOTHING**2))
    weights /= weights.sum()
    blurred = rgb.astype(np.float64)
    for axis in (0, 1):
        margins = [(reach, reach) if i == axis else (0, 0) for i in range(3)]
        padded = np.pad(blurred, margins, "reflect")
        length = rgb.shape[axis]
        blurred = sum(w * np.take(padded, np.arange(i, i + length), axis) for i, w in enumerate(weights))
    return np.rint(blurred).astype(np.uint8)


def mask(rgb):
    """What `SkinMask.of` says: uint8 [H,W,3] -> bool [H,W]."""
    return takes(smoothed(rgb))
