"""What may happen to any picture: another colour and sharpness, a part hidden. Pixels are float RGB [3,S,S] 0..1."""

import numpy as np
import torch
import torch.nn.functional as F


def recolour(rng, pixels):
    """White balance, exposure, gamma, contrast, saturation, blur and noise; [3,S,S] 0..1."""
    gain = torch.from_numpy(np.exp(rng.normal(0, 0.08, 3) + rng.normal(0, 0.12))).float()
    pixels = (pixels * gain[:, None, None]).clamp(1e-4, 1) ** float(np.exp(rng.normal(0, 0.2)))
    middle = pixels.mean()
    pixels = middle + (pixels - middle) * float(np.exp(rng.normal(0, 0.12)))
    grey = pixels.mean(0, keepdim=True)
    pixels = grey + (pixels - grey) * float(rng.uniform(0.6, 1.3))
    if rng.random() < 0.2:
        small = F.avg_pool2d(pixels[None], 2)
        pixels = F.interpolate(small, scale_factor=2.0, mode="bilinear", align_corners=False)[0]
    if rng.random() < 0.3:
        noise = rng.standard_normal(pixels.shape, dtype=np.float32) * rng.uniform(0, 0.03)
        pixels = pixels + torch.from_numpy(noise)
    return pixels.clamp(0, 1)


def occlude(rng, pixels, share=0.3):
    """Hides a little of some views: a plain patch, or a few dark strands; [3,S,S] 0..1."""
    if rng.random() >= share:
        return pixels
    size = pixels.shape[-1]
    pixels = pixels.clone()
    if rng.random() < 0.5:
        height, width = rng.integers(size // 10, size // 4, 2)
        top, left = rng.integers(0, size - height), rng.integers(0, size - width)
        pixels[:, top : top + height, left : left + width] = float(rng.uniform(0.1, 0.9))
        return pixels
    along = torch.linspace(0, 1, 2 * size)
    for _ in range(rng.integers(1, 6)):
        start, middle, end = (torch.from_numpy(rng.uniform(0, size - 1, 2)).float()[:, None] for _ in range(3))
        curve = ((1 - along) ** 2 * start + 2 * along * (1 - along) * middle + along**2 * end).long()
        pixels[:, curve[0], curve[1]] *= float(rng.uniform(0.2, 0.6))
    return pixels
