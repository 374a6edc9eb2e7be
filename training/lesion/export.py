"""Turns a training checkpoint into the TorchScript file that the worker loads.

The file is conv+bn fused, channels-last, traced and frozen. It is written with Debian's torch 1.13;
newer libtorch reads it. Outputs of the file are compared with the eager net before it is kept.
"""

import argparse
from pathlib import Path

import torch

from training.lesion.net import DropIn, LesionNet, Prepared
from training.shared.blocks import fuse_batch_norm
from training.shared.files import sha256_of
from training.shared.shipped import answer_of, frozen, loaded, refuse_difference, write_script

SIZE = 320
TOP = 100
FORMS = ("prepared", "drop-in")


def example(form, batch, size, seed=0):
    """An input of the right shape and type, random pixels."""
    pixels = torch.randint(0, 256, (batch, size, size, 3), generator=torch.Generator().manual_seed(seed))
    if form == "prepared":
        return pixels.to(torch.uint8)
    return (pixels.permute(0, 3, 1, 2).float() / 255).contiguous()


def wrap(net, form, size=SIZE, top=TOP):
    """The net in one of the two export forms."""
    return Prepared(net, size, size, top) if form == "prepared" else DropIn(net, size, size)


def to_torchscript(net, form, size=SIZE, top=TOP):
    """Fuses, traces and freezes; the given net is changed (fused)."""
    fuse_batch_norm(net)
    module = wrap(net, form, size, top).eval().to(memory_format=torch.channels_last)
    return frozen(module, example(form, 2, size))


def largest_difference(file, eager, form, size=SIZE):
    """Largest absolute difference between the file and the eager net over batches of 1, 2 and 5.

    Candidates are compared by sorted score, because equal scores may change places.
    """
    worst = 0.0
    with torch.no_grad():
        for batch in (1, 2, 5):
            pixels = example(form, batch, size, seed=batch)
            for mine, theirs in zip(answer_of(file, pixels), eager(pixels)):
                if form == "prepared" and mine.dim() == 3:
                    mine, theirs = mine[:, :, 4], theirs[:, :, 4]
                worst = max(worst, float((mine - theirs).abs().max()))
    return worst


def metadata(form, names, size=SIZE):
    """What the worker may read from the file itself (`config.txt`, as Ultralytics names it)."""
    return {
        "description": "Dermflow lesion detector and mask",
        "license": "Apache-2.0",
        "task": "lesion" if form == "prepared" else "detect",
        "contract": form,
        "stride": 32,
        "batch": 1,
        "imgsz": [size, size],
        "names": {str(i): name for i, name in enumerate(names)},
    }


def export(checkpoint, target, form):
    """Writes the file; gives its sha256. Fails when file and eager net differ by more than 1e-3."""
    module = to_torchscript(loaded(LesionNet(), checkpoint), form)
    write_script(module, target, metadata(form, ["lesion"]))
    difference = largest_difference(target, wrap(loaded(LesionNet(), checkpoint), form).eval(), form)
    refuse_difference(target, difference)
    digest = sha256_of(target)
    print(f"{target} {form} bytes={target.stat().st_size} sha256={digest} difference={difference:.1e}")
    return digest


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("checkpoint", type=Path, help="state dict written by crossval.py")
    parser.add_argument("target", type=Path, help="TorchScript file to write")
    parser.add_argument("--form", choices=FORMS, default="prepared")
    arguments = parser.parse_args()
    export(arguments.checkpoint, arguments.target, arguments.form)


if __name__ == "__main__":
    main()
