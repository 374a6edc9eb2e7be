"""The person net: an outline by a U-Net (Ronneberger et al. 2015).

Shapes use B batch, H and W input pixels, multiples of 32.
"""

import torch
from torch import nn

from training.shared.blocks import Context, conv, stage, upsample


class PersonNet(nn.Module):
    """Float RGB [B,3,H,W] in 0..1 -> logits [B,1,H/2,W/2], above 0 where a person is."""

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
