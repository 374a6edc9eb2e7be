"""The lesion net: an anchor-free detector and a lesion mask from one backbone, and its export forms.

Written for this project from the published ideas (feature pyramid: Lin et al. 2017; anchor-free
left/top/right/bottom boxes: FCOS, Tian et al. 2019; U-Net decoder: Ronneberger et al. 2015); no
code or weights of others. Shapes use B batch, C channels, H and W input pixels, and
N = HW/64 + HW/256 + HW/1024 candidate points (2,100 at 320 x 320). H and W are multiples of 32.
"""

import torch
import torch.nn.functional as F
from torch import nn

from training.google.mobilenet import MobileNet
from training.shared.blocks import Context, conv, upsample

STRIDES = (8, 16, 32)


def head(channels, outputs):
    """Prediction branch of one pyramid level."""
    return nn.Sequential(conv(channels, channels), nn.Conv2d(channels, outputs, 1))


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


class DropIn(_AtFixedSize):
    """The public YOLOv8 layout. float RGB [B,3,H,W] in 0..1 -> (raw [B,4+nc,N], mask logits).

    Rows of raw: centre x, centre y, width, height in input pixels, then a score 0..1 per class.
    """

    def forward(self, x):
        distances, logits, mask = self.net(x)
        corners = boxes_from(distances, self.points, self.strides)
        low, high = corners[:, :2], corners[:, 2:]
        return torch.cat([(low + high) / 2, high - low, logits.sigmoid()], 1), mask
