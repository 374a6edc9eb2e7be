"""Blocks of which the nets are built, and how batch norm is folded away for a file.

Shapes use B batch, C channels, H and W pixels of the map.
"""

import torch
import torch.nn.functional as F
from torch import nn
from torch.nn.utils.fusion import fuse_conv_bn_eval


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


def upsample(x):
    return F.interpolate(x, scale_factor=2.0, mode="nearest")


def fuse_batch_norm(module):
    """Folds each batch norm into the convolution before it, in place; the module must be in eval mode."""
    for child in module.children():
        if isinstance(child, nn.Sequential) and len(child) == 3 and isinstance(child[1], nn.BatchNorm2d):
            child[0] = fuse_conv_bn_eval(child[0], child[1])
            child[1] = nn.Identity()
        else:
            fuse_batch_norm(child)
