"""Trains and measures the diagnosis net (lesion-dx) on PAD-UFES-20 photographs.

    python3 -m training.dx.train --data-dir DATA_DIR --backbone COCO_DIR --out training/work/dx

The CNN's backbone begins with COCO's weights, so nothing of any of these photographs is in it. For each fold both parts
are trained on the photographs outside it and asked about those inside. What is chosen (the linear part's penalty) is
chosen by cross-validation within the photographs outside the fold; all else is fixed in recipe.toml, and both parts count
the same. Writes the shares of every photograph, out of fold, to OUT/fold<n>.json and the parts trained on all to
OUT/dx.pth; publish.py does the rest. Begun again, it goes on with the fold at which it was stopped.
"""

import argparse
import json
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.dx.data import CLASSES, load_crops, random_view
from training.dx.net import Cnn, Figures, Linear, seen, standard
from training.google.mobilenet import pretrained
from training.shared.folds import FOLDS, group_of, read_folds
from training.shared.loop import MovingAverage, every, in_bfloat16, run, slow_backbone
from training.shared.recipe import recipe

RECIPE = recipe("dx")
SEED, LINEAR, CNN = RECIPE["seed"], RECIPE["linear"], RECIPE["cnn"]


def as_batch(crops):
    """float [B,3,SIZE,SIZE] 0..1."""
    return torch.stack([torch.from_numpy(crop.pixels) for crop in crops]).permute(0, 3, 1, 2).float() / 255


def kept(file, make):
    """What `make` gives, from `file` where it is there already."""
    if not file.exists():
        torch.save(make(), file)
    return torch.load(file)


@torch.no_grad()
def figures_of(crops):
    """Figures [n, 1+views, D] of each crop and its random views; the views depend on seed and place in the list alone."""
    net, rows = Figures(), []
    for i, crop in enumerate(crops):
        rng = np.random.default_rng([SEED, i])
        views = [as_batch([crop])[0], *[random_view(rng, crop) for _ in range(LINEAR["views"])]]
        rows.append(net(torch.stack(views)))
    return torch.stack(rows).double()


def balance(labels):
    """Weight per sample: every class counts the same in sum."""
    counts = torch.bincount(labels, minlength=len(CLASSES)).double()
    return (len(labels) / (counts.clamp(min=1) * (counts > 0).sum()))[labels]


def fit_linear(figures, labels, penalty):
    """(mean, std, weight, bias) of a multinomial logistic regression over all views."""
    rows = figures.flatten(0, 1)
    target = labels.repeat_interleave(figures.shape[1])
    mean, std = rows.mean(0), rows.std(0) + 1e-6
    rows, weights = standard(rows, mean, std), balance(target)
    weight = torch.zeros(rows.shape[1], len(CLASSES), dtype=torch.double, requires_grad=True)
    bias = torch.zeros(len(CLASSES), dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([weight, bias], max_iter=60, history_size=10, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        fit = (F.cross_entropy(rows @ weight + bias, target, reduction="none") * weights).mean()
        total = fit + penalty * weight.pow(2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return mean, std, weight.detach(), bias.detach()


def linear_shares(parameters, figures):
    """Shares [n,6] of the crops themselves."""
    mean, std, weight, bias = parameters
    return (standard(figures[:, 0], mean, std) @ weight + bias).softmax(1)


def best_penalty(figures, labels, home):
    """The penalty with the least log loss over the folds in `home` [n], each left out once."""
    def cost(penalty):
        total = 0.0
        for fold in sorted(set(home.tolist())):
            inside = home == fold
            shares = linear_shares(fit_linear(figures[~inside], labels[~inside], penalty), figures[inside])
            own = shares.gather(1, labels[inside, None])[:, 0].clamp(min=1e-6)
            total -= float((own.log() * balance(labels)[inside]).sum())
        return total

    return min(LINEAR["penalties"], key=cost)


def train_cnn(crops, backbone, seed):
    """The averaged CNN after its steps; classes are drawn in proportion to the root of their number."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    net = Cnn(pretrained(backbone)).to(memory_format=torch.channels_last).train()
    average = MovingAverage(net, CNN["average"])
    labels = np.array([crop.label for crop in crops])
    draw = 1 / np.sqrt(np.bincount(labels, minlength=len(CLASSES)).clip(1))[labels]

    def loss():
        chosen = rng.choice(len(crops), CNN["batch"], p=draw / draw.sum())
        batch = torch.stack([random_view(rng, crops[i]) for i in chosen])
        logits = in_bfloat16(net, batch).float()
        return F.cross_entropy(logits, torch.from_numpy(labels[chosen]), label_smoothing=CNN["smoothing"]), {}

    optimizer = torch.optim.AdamW(slow_backbone(net), CNN["peak_rate"], weight_decay=0.02)
    run(net, average, optimizer, rate, loss, every(100, " "), CNN["steps"])
    return average.net


def rate(step, _):
    """40 steps of warm-up, then a half cosine down to 2 % of the peak."""
    return CNN["peak_rate"] * min(1, (step + 1) / 40) * (0.51 + 0.49 * np.cos(np.pi * step / CNN["steps"]))


@torch.no_grad()
def cnn_shares(net, crops):
    return seen(net.eval(), as_batch(crops)).double()


def part_of_patients(crops, outside, share, seed):
    """`outside` [n] bool, thinned to a share of its patients."""
    groups = sorted({group_of(crop.id) for crop, take in zip(crops, outside) if take})
    np.random.default_rng(seed).shuffle(groups)
    kept = set(groups[: round(len(groups) * share)])
    return torch.tensor([bool(take) and group_of(crop.id) in kept for crop, take in zip(crops, outside)])


def run_fold(fold, crops, figures, labels, home, backbone):
    """Shares of the photographs inside one fold, by each part; the learning curve of the linear part."""
    inside = home == fold
    penalty = best_penalty(figures[~inside], labels[~inside], home[~inside])
    linear = linear_shares(fit_linear(figures[~inside], labels[~inside], penalty), figures[inside])
    curve = {}
    for share in LINEAR["curve"]:
        thin = part_of_patients(crops, ~inside, share, SEED + fold)
        curve[str(share)] = linear_shares(fit_linear(figures[thin], labels[thin], penalty), figures[inside]).tolist()
    cnn = train_cnn([crop for crop, out in zip(crops, ~inside) if out], backbone, SEED + fold)
    mine = [crop for crop, own in zip(crops, inside) if own]
    return {
        "ids": [crop.id for crop in mine],
        "penalty": penalty,
        "linear": linear.tolist(),
        "cnn": cnn_shares(cnn, mine).tolist(),
        "curve": curve,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/")
    parser.add_argument("--backbone", type=Path, required=True, help="folder of the COCO detector's model.json")
    parser.add_argument("--out", type=Path, required=True, help="folder to write to")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    arguments.out.mkdir(parents=True, exist_ok=True)
    crops = load_crops(arguments.data_dir)
    labels = torch.tensor([crop.label for crop in crops])
    places = {photo_id: i for i, ids in enumerate(read_folds()) for photo_id in ids}
    home = torch.tensor([places[crop.id] for crop in crops])
    figures = kept(arguments.out / "figures.pt", lambda: figures_of(crops))
    print(f"crops={len(crops)} figures={figures.shape[2]}", flush=True)
    for fold in range(FOLDS):
        file = arguments.out / f"fold{fold}.json"
        if not file.exists():
            begun = time.monotonic()
            file.write_text(json.dumps(run_fold(fold, crops, figures, labels, home, arguments.backbone)))
            print(f"fold={fold} seconds={time.monotonic() - begun:.0f}", flush=True)
    penalty = best_penalty(figures, labels, home)
    linear = Linear(*fit_linear(figures, labels, penalty))
    cnn = train_cnn(crops, arguments.backbone, SEED + FOLDS)
    parts = {"linear": linear.state_dict(), "cnn": cnn.state_dict(), "penalty": penalty}
    torch.save(parts, arguments.out / "dx.pth")


if __name__ == "__main__":
    main()
