"""The skin net: the first two thirds of a MobileNetV2 and a small U-Net decoder.

Shapes use B batch, H and W input pixels, multiples of 16.
"""

import torch
from torch import nn

from training.google.mobilenet import MobileNet
from training.shared.blocks import Context, conv, upsample

LAST_BLOCK = 12  # the map of 1/16 comes out of it; what follows is left away


class SkinNet(nn.Module):
    """Float RGB [B,3,H,W] in 0..1 -> logits [B,1,H/2,W/2], above 0 where skin is.

    `backbone` is mobilenet.MobileNet; without one its weights are random, to be loaded.
    """

    def __init__(self, backbone=None, widths=(16, 24, 32, 64)):
        super().__init__()
        self.backbone = MobileNet() if backbone is None else backbone
        self.backbone.blocks = self.backbone.blocks[: LAST_BLOCK + 1]
        f2, f4, f8, f16, _ = MobileNet.CHANNELS
        p2, p4, p8, p16 = widths
        self.context = nn.Sequential(conv(f16, p16, 1), Context(p16))
        self.up8 = conv(p16 + f8, p8)
        self.up4 = conv(p8 + f4, p4)
        self.up2 = conv(p4 + f2, p2)
        self.mask = nn.Conv2d(p2, 1, 1)

    def forward(self, x):
        f2, f4, f8, f16 = self.backbone(x)
        p8 = self.up8(torch.cat([upsample(self.context(f16)), f8], 1))
        p4 = self.up4(torch.cat([upsample(p8), f4], 1))
        return self.mask(self.up2(torch.cat([upsample(p4), f2], 1)))
