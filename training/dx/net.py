"""The diagnosis net: hand-made colour and texture figures with a linear classifier, a small CNN, and their mean.

Written for this project. The figures follow what dermatology's ABCD rule looks at (asymmetry, border, colours) in
CIE L*a*b* (D65), beside gradients and radial profiles; all are computed inside the graph, so that the file takes
bytes and nothing else. B batch, S pixels.
"""

import torch
import torch.nn.functional as F
from torch import nn

from training.dx.data import CLASSES, SIZE
from training.google.mobilenet import MobileNet

SCALES = (1, 2, 4, 8)
QUANTILES = (0.05, 0.25, 0.5, 0.75, 0.95)
RINGS = 6
# Dermoscopy's colours in Lab offsets from the skin around: much darker, darker and browner, redder, bluer, lighter.
COLOURS = ((-40.0, 0.0, 0.0), (-18.0, 4.0, 8.0), (-6.0, 12.0, 2.0), (-22.0, -4.0, -12.0), (10.0, -4.0, -6.0))


def lab(rgb):
    """sRGB [B,3,S,S] 0..1 -> L*a*b* of D65 (IEC 61966-2-1, CIE 15)."""
    linear = torch.where(rgb <= 0.04045, rgb / 12.92, ((rgb.clamp(min=0) + 0.055) / 1.055) ** 2.4)
    matrix = rgb.new_tensor(
        [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    )
    white = rgb.new_tensor([0.95047, 1.0, 1.08883]).view(1, 3, 1, 1)
    xyz = torch.einsum("ij,bjhw->bihw", matrix, linear) / white
    f = torch.where(xyz > 216 / 24389, xyz.clamp(min=1e-6) ** (1 / 3), (24389 / 27 * xyz + 16) / 116)
    return torch.stack([116 * f[:, 1] - 16, 500 * (f[:, 0] - f[:, 1]), 200 * (f[:, 1] - f[:, 2])], 1)


class Figures(nn.Module):
    """RGB [B,3,SIZE,SIZE] 0..1 -> figures [B,D]."""

    def __init__(self):
        super().__init__()
        axis = (torch.arange(SIZE) + 0.5) / SIZE * 2 - 1
        radius = (axis[:, None] ** 2 + axis[None] ** 2).sqrt()
        edges = ((0, 0.33), (0.33, 0.67), (0.67, 0.9), (0.9, 2))
        self.register_buffer("zones", torch.stack([(radius >= a) & (radius < b) for a, b in edges]).float())
        rings = [(radius >= i / RINGS) & (radius < (i + 1) / RINGS) for i in range(RINGS)]
        self.register_buffer("rings", torch.stack(rings).float())
        inner = (radius < 0.67).flatten().nonzero()[:, 0]
        self.register_buffer("inner", inner)
        self.places = [int(share * (len(inner) - 1)) for share in QUANTILES]
        self.register_buffer("colours", torch.tensor(COLOURS))

    @staticmethod
    def means(values, areas):
        """Mean of [B,C,S,S] in each area [A,S,S]: [B,A,C]."""
        return torch.einsum("bchw,ahw->bac", values, areas) / areas.sum((1, 2))[None, :, None]

    def forward(self, rgb):
        colour = lab(rgb)
        means = self.means(colour, self.zones)
        spread = (self.means(colour**2, self.zones) - means**2).clamp(min=1e-4).sqrt()
        skin = means[:, 3]
        offset = colour - skin[:, :, None, None]
        parts = [means.flatten(1), spread.flatten(1), (means[:, :3] - skin[:, None]).flatten(1)]
        parts.append(self.means(offset, self.rings).flatten(1))
        inner = offset.flatten(2)[:, :, self.inner].sort(2).values
        parts += [inner[:, :, place] for place in self.places]
        return torch.cat(parts + self.outline(offset) + self.texture(colour), 1)

    def outline(self, offset):
        """How much differs from the skin, how evenly, and in which colours."""
        distance = offset.pow(2).sum(1).clamp(min=1e-4).sqrt()
        lesion = torch.sigmoid((distance - 12) / 3)
        area = lesion.mean((1, 2))
        weight = lesion / lesion.sum((1, 2), keepdim=True).clamp(min=1)
        mean = (offset * weight[:, None]).sum((2, 3))
        spread = ((offset - mean[:, :, None, None]) ** 2 * weight[:, None]).sum((2, 3)).clamp(min=1e-4).sqrt()
        flips = [lesion.flip(1), lesion.flip(2), lesion.flip(1).flip(2)]
        uneven = [((lesion - flip).abs().mean((1, 2)) / (area + 0.05))[:, None] for flip in flips]
        lightness = [(offset[:, 0] - offset[:, 0].flip(axis)).abs().mean((1, 2))[:, None] for axis in (1, 2)]
        far = ((offset[:, None] - self.colours[None, :, :, None, None]) ** 2).sum(2)
        near = (torch.softmax(-far / 200, 1) * weight[:, None]).sum((2, 3))
        border = (lesion * (1 - lesion)).mean((1, 2))[:, None] / (area[:, None] + 0.05)
        return [area[:, None], mean, spread, *uneven, *lightness, near, border]

    def texture(self, colour):
        """Gradients and blobs of L* and a* at four scales, in the middle, around it and on the skin (logarithms)."""
        parts = []
        for scale in SCALES:
            smooth = F.avg_pool2d(colour[:, :2], scale)
            areas = F.avg_pool2d(self.zones[None, 1:], scale)[0]
            across = F.pad((smooth[..., 2:] - smooth[..., :-2]).abs(), (1, 1, 0, 0))
            down = F.pad((smooth[..., 2:, :] - smooth[..., :-2, :]).abs(), (0, 0, 1, 1))
            blob = (smooth - F.avg_pool2d(smooth, 3, 1, 1, count_include_pad=False)).abs()
            parts += [torch.log(self.means(v, areas) + 0.1).flatten(1) for v in (across + down, blob)]
        return parts


class Linear(nn.Module):
    """Figures, standardised and clipped -> logits [B,6]."""

    def __init__(self, mean, std, weight, bias):
        super().__init__()
        self.figures = Figures()
        for name, value in (("mean", mean), ("std", std), ("weight", weight), ("bias", bias)):
            self.register_buffer(name, value.float())

    def forward(self, rgb):
        return standard(self.figures(rgb), self.mean, self.std) @ self.weight + self.bias


def standard(figures, mean, std):
    return ((figures - mean) / std).clamp(-4, 4)


class Cnn(nn.Module):
    """MobileNet and one linear layer over the means of its two coarsest maps: RGB 0..1 -> logits."""

    def __init__(self, backbone=None):
        super().__init__()
        self.backbone = MobileNet() if backbone is None else backbone
        self.drop = nn.Dropout(0.3)
        self.classes = nn.Linear(sum(MobileNet.CHANNELS[3:]), len(CLASSES))

    def forward(self, rgb):
        f16, f32 = self.backbone(rgb)[3:]
        return self.classes(self.drop(torch.cat([f16.mean((2, 3)), f32.mean((2, 3))], 1)))


class Ensemble(nn.Module):
    """The shipped form. uint8 RGB [B,SIZE,SIZE,3] -> logits [B,6]: logarithms of the mean of both parts' shares.

    The CNN sees the crop and its three mirror images; its shares are their mean.
    """

    def __init__(self, linear, cnn):
        super().__init__()
        self.linear, self.cnn = linear, cnn

    def forward(self, pixels):
        rgb = pixels.permute(0, 3, 1, 2).float() / 255.0
        return torch.log((0.5 * self.linear(rgb).softmax(1) + 0.5 * seen(self.cnn, rgb)).clamp(min=1e-6))


def seen(cnn, rgb):
    """Mean shares [B,6] of the CNN over a crop and its mirror images."""
    views = [rgb, rgb.flip(2), rgb.flip(3), rgb.flip(2).flip(3)]
    return torch.stack([cnn(view).softmax(1) for view in views]).mean(0)

