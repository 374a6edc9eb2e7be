"""The lesion net: an anchor-free detector and a lesion mask from one backbone, and its export forms; the person net.

Written for this project from the published ideas (feature pyramid: Lin et al. 2017; anchor-free
left/top/right/bottom boxes: FCOS, Tian et al. 2019; U-Net decoder: Ronneberger et al. 2015); no
code or weights of others. Shapes use B batch, C channels, H and W input pixels, and
N = HW/64 + HW/256 + HW/1024 candidate points (2,100 at 320 x 320). H and W are multiples of 32.
"""

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval

from training.google.mobilenet import MobileNet

STRIDES = (8, 16, 32)


def conv(inputs, outputs, kernel=3, stride=1):
    """Convolution, batch norm, SiLU."""
    return nn.Sequential(
        nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=False),
        nn.BatchNorm2d(outputs),
        nn.SiLU(),
    )


class Residual(nn.Module):
    """1x1 squeeze to half the channels, 3x3 back, added to the input."""

    def __init__(self, channels):
        super().__init__()
        self.squeeze = conv(channels, channels // 2, 1)
        self.expand = conv(channels // 2, channels)

    def forward(self, x):
        return x + self.expand(self.squeeze(x))


class Context(nn.Module):
    """Lets every cell of the coarsest map see a wide neighbourhood (pyramid pooling, He et al. 2014)."""

    def __init__(self, channels):
        super().__init__()
        self.reduce = conv(channels, channels // 2, 1)
        self.merge = conv(channels * 2, channels, 1)

    def forward(self, x):
        near = self.reduce(x)
        wide = F.max_pool2d(near, 5, 1, 2)
        wider = F.max_pool2d(wide, 5, 1, 2)
        widest = F.max_pool2d(wider, 5, 1, 2)
        return self.merge(torch.cat([near, wide, wider, widest], 1))


def stage(inputs, outputs, blocks):
    """Halves the resolution, then `blocks` residual blocks."""
    return nn.Sequential(conv(inputs, outputs, 3, 2), *[Residual(outputs) for _ in range(blocks)])


def head(channels, outputs):
    """Prediction branch of one pyramid level."""
    return nn.Sequential(conv(channels, channels), nn.Conv2d(channels, outputs, 1))


def upsample(x):
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


class LesionNet(nn.Module):
    """Float RGB [B,3,H,W] in 0..1 -> raw distances, class logits and mask logits.

    forward gives (ltrb [B,4,N] in strides, before softplus; logits [B,nc,N]; mask [B,1,H/2,W/2]).
    `backbone` is mobilenet.MobileNet; without one its weights are random, to be loaded.
    """

    def __init__(self, classes=1, backbone=None, widths=(16, 32, 64, 96, 128)):
        super().__init__()
        self.backbone = MobileNet() if backbone is None else backbone
        f2, f4, f8, f16, f32 = MobileNet.CHANNELS
        p2, p4, p8, p16, p32 = widths
        self.context = nn.Sequential(conv(f32, p32, 1), Context(p32))
        self.up16 = conv(p32 + f16, p16)
        self.up8 = conv(p16 + f8, p8)
        self.up4 = conv(p8 + f4, p4)
        self.up2 = conv(p4 + f2, p2)
        self.mask = nn.Conv2d(p2, 1, 1)
        self.boxes = nn.ModuleList([head(c, 4) for c in (p8, p16, p32)])
        self.classes = nn.ModuleList([head(c, classes) for c in (p8, p16, p32)])
        for branch in self.classes:  # start near "no lesion here": sigmoid(-4) = 0.018
            nn.init.constant_(branch[-1].bias, -4.0)

    def forward(self, x):
        f2, f4, f8, f16, f32 = self.backbone(x)
        p32 = self.context(f32)
        p16 = self.up16(torch.cat([upsample(p32), f16], 1))
        p8 = self.up8(torch.cat([upsample(p16), f8], 1))
        p4 = self.up4(torch.cat([upsample(p8), f4], 1))
        p2 = self.up2(torch.cat([upsample(p4), f2], 1))
        levels = (p8, p16, p32)
        distances = torch.cat([b(f).flatten(2) for b, f in zip(self.boxes, levels)], 2)
        logits = torch.cat([c(f).flatten(2) for c, f in zip(self.classes, levels)], 2)
        return distances, logits, self.mask(p2)


class PersonNet(nn.Module):
    """Float RGB [B,3,H,W] in 0..1 -> logits [B,1,H/2,W/2], above 0 where a person is.

    The lesion net's backbone and decoder without its boxes.
    """

    def __init__(self, widths=(16, 24, 48, 80, 112)):
        super().__init__()
        c0, c1, c2, c3, c4 = widths
        self.stem = conv(3, c0, 3, 2)
        self.stage4 = stage(c0, c1, 1)
        self.stage8 = stage(c1, c2, 2)
        self.stage16 = stage(c2, c3, 2)
        self.stage32 = nn.Sequential(stage(c3, c4, 2), Context(c4))
        self.up16 = conv(c4 + c3, c3)
        self.up8 = conv(c3 + c2, c2)
        self.up4 = conv(c2 + c1, c1)
        self.up2 = conv(c1 + c0, c0)
        self.mask = nn.Conv2d(c0, 1, 1)

    def forward(self, x):
        f2 = self.stem(x)
        f4 = self.stage4(f2)
        f8 = self.stage8(f4)
        f16 = self.stage16(f8)
        p16 = self.up16(torch.cat([upsample(self.stage32(f16)), f16], 1))
        p8 = self.up8(torch.cat([upsample(p16), f8], 1))
        p4 = self.up4(torch.cat([upsample(p8), f4], 1))
        return self.mask(self.up2(torch.cat([upsample(p4), f2], 1)))


def candidate_points(height, width):
    """Cell centres of all levels in input pixels: (points [2,N] x over y, strides [N])."""
    points, strides = [], []
    for stride in STRIDES:
        rows, columns = torch.meshgrid(
            torch.arange(height // stride), torch.arange(width // stride), indexing="ij"
        )
        points.append((torch.stack([columns.flatten(), rows.flatten()]) + 0.5) * stride)
        strides.append(torch.full((rows.numel(),), float(stride)))
    return torch.cat(points, 1), torch.cat(strides)


def boxes_from(distances, points, strides):
    """Raw ltrb [B,4,N] -> corner boxes x1,y1,x2,y2 [B,4,N] in input pixels."""
    reach = F.softplus(distances) * strides
    return torch.cat([points - reach[:, :2], points + reach[:, 2:]], 1)


class _AtFixedSize(nn.Module):
    """A net for one input size: the points are constants, so a traced file moves to any device."""

    def __init__(self, net, height, width):
        super().__init__()
        self.net = net
        points, strides = candidate_points(height, width)
        self.register_buffer("points", points)
        self.register_buffer("strides", strides)


class Prepared(_AtFixedSize):
    """The shipped form. uint8 RGB [B,H,W,3] -> (candidates [B,K,6], mask logits [B,1,H/2,W/2]).

    A candidate is x1,y1,x2,y2 (input pixels), score (0..1), class index; best score first, no NMS.
    """

    def __init__(self, net, height, width, top):
        super().__init__(net, height, width)
        self.top = top

    def forward(self, pixels):
        x = pixels.permute(0, 3, 1, 2).float() / 255.0
        distances, logits, mask = self.net(x)
        best, kind = logits.max(1)
        score, index = best.sigmoid().topk(self.top, 1)
        corners = boxes_from(distances, self.points, self.strides).transpose(1, 2)
        corners = corners.gather(1, index.unsqueeze(2).expand(-1, -1, 4))
        kind = kind.gather(1, index).to(score.dtype)
        return torch.cat([corners, score.unsqueeze(2), kind.unsqueeze(2)], 2), mask


class PreparedPerson(nn.Module):
    """The shipped form of the person net. uint8 RGB [B,H,W,3] -> logits [B,1,H/2,W/2]."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, pixels):
        return self.net(pixels.permute(0, 3, 1, 2).float() / 255.0)


class DropIn(_AtFixedSize):
    """The public YOLOv8 layout. float RGB [B,3,H,W] in 0..1 -> (raw [B,4+nc,N], mask logits).

    Rows of raw: centre x, centre y, width, height in input pixels, then a score 0..1 per class.
    """

    def forward(self, x):
        distances, logits, mask = self.net(x)
        corners = boxes_from(distances, self.points, self.strides)
        low, high = corners[:, :2], corners[:, 2:]
        return torch.cat([(low + high) / 2, high - low, logits.sigmoid()], 1), mask


def fuse_batch_norm(module):
    """Folds each batch norm into the convolution before it, in place; the module must be in eval mode."""
    for child in module.children():
        if isinstance(child, nn.Sequential) and len(child) == 3 and isinstance(child[1], nn.BatchNorm2d):
            child[0] = fuse_conv_bn_eval(child[0], child[1])
            child[1] = nn.Identity()
        else:
            fuse_batch_norm(child)
