"""Nets whose answer is one mask: the form in which they ship, and what is written beside the file."""

import torch
from torch import nn

from training.shared.blocks import fuse_batch_norm
from training.shared.shipped import answer_of, cells, frozen, golden_of, loaded, refuse_difference, write_script

TOLERANCE = {"mask_logit": 1e-3}


class Prepared(nn.Module):
    """uint8 RGB [B,H,W,3] -> the net's answer to the pixels in 0..1, logits [B,1,H/2,W/2]."""

    def __init__(self, net):
        super().__init__()
        self.net = net

    def forward(self, pixels):
        return self.net(pixels.permute(0, 3, 1, 2).float() / 255.0)


def export(make, checkpoint, target, example, facts):
    """Writes the file of a net that `make` gives without its weights: batch norm fused, channels last, traced, frozen.

    Fails where the file and the net as it was trained differ.
    """
    net = loaded(make(), checkpoint)
    fuse_batch_norm(net)
    module = Prepared(net).eval().to(memory_format=torch.channels_last)
    write_script(frozen(module, example), target, facts)
    with torch.no_grad():
        trained = Prepared(loaded(make(), checkpoint))(example)
    difference = float((answer_of(target, example) - trained).abs().max())
    refuse_difference(target, difference)
    print(f"{target} bytes={target.stat().st_size} difference={difference:.1e}")


def golden_of_mask(model_file, batch, formulas, places):
    """golden.json with the logits at some places, [row, column]."""
    return golden_of(model_file, batch, formulas, lambda _, answer: {"mask_logits": cells(answer[0], places)}, TOLERANCE)
