"""Measures the diagnosis net out of fold and writes everything that ships with it.

    python3 training/publish_dx.py --work training/work/dx --data-dir DATA_DIR --model models/lesion-dx/v1.1/model.pt

Reads what train_dx.py left in --work. Writes the report evaluation/lesion-dx-<version>.json, the TorchScript file,
golden.json beside it and the entry in models.json. The figures come from the nets of the folds, never from the shipped
file, which has seen every photograph; its recipe is theirs.
"""

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

import numpy as np
import torch

from dx_data import CLASSES, SIZE, load_crops
from dx_net import Cnn, Ensemble, Linear
from folds import FOLDS
from train_dx import BATCH, STEPS

EVALUATION = Path(__file__).parent / "evaluation"
MALIGNANT = ("BCC", "MEL", "SCC")
PRE_MALIGNANT = "ACK"
SHARE_FOR_SOON = 0.2  # from this share of malignant classes on a report says: soon
DRAWS, ENOUGH, BINS = 2000, 30, 10
TEMPERATURES = np.exp(np.linspace(np.log(0.3), np.log(3), 93))
CAUTION = (
    "The class shares come from a small research model, trained on 235 photographs, none of dark skin: they are no"
    " diagnosis and were never tested on patients."
)
ROWS = (
    ("NEV", "D22.9", "mole (melanocytic nevus)"),
    ("BCC", "C44.9", "basal cell carcinoma, a skin cancer"),
    ("ACK", "L57.0", "actinic keratosis, a sun-damaged spot"),
    ("MEL", "C43.9", "melanoma, a skin cancer"),
    ("SEK", "L82", "seborrheic keratosis, a harmless growth"),
    ("SCC", "C44.9", "squamous cell carcinoma, a skin cancer"),
)
STRIPES = "value(x, y, c) = (7*x + 13*y + 29*c) mod 256"
DISC = (
    "value(x, y, c) = skin[c] + (7*x + 13*y + 29*c) mod 16 - (90 if (x-64)^2 + (y-60)^2 < 900 else 0), "
    "skin = [200, 160, 140]"
)


def softened(shares, temperature):
    """Shares after the temperature, as the worker applies it to their logarithms."""
    logits = np.log(np.clip(shares, 1e-6, 1)) / temperature
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def fitted_temperature(shares, labels):
    """The temperature with the least log loss."""
    rows = np.arange(len(labels))
    return float(min(TEMPERATURES, key=lambda t: -np.log(softened(shares, t)[rows, labels]).sum()))


def calibration_error(shares, labels):
    """Expected calibration error of the most probable class, ten bins of equal width (Guo et al. 2017)."""
    sure, right = shares.max(1), shares.argmax(1) == labels
    place = np.minimum((sure * BINS).astype(int), BINS - 1)
    return float(sum(abs(right[place == b].mean() - sure[place == b].mean()) * (place == b).mean() for b in set(place)))


def auc(scores, positive):
    """Area under the ROC curve, by ranks of pairs; nan without both kinds."""
    ours, others = scores[positive], scores[~positive]
    if not len(ours) or not len(others):
        return float("nan")
    return float(((ours[:, None] > others) + 0.5 * (ours[:, None] == others)).mean())


def balanced_accuracy(shares, labels):
    """Mean recall of the classes that occur."""
    found = shares.argmax(1)
    return float(np.mean([(found[labels == kind] == kind).mean() for kind in np.unique(labels)]))


def interval(figure, *arrays, seed=0):
    """95 % bootstrap interval of a figure over photographs."""
    rng = np.random.default_rng(seed)
    n = len(arrays[0])
    values = [figure(*(array[chosen] for array in arrays)) for chosen in rng.integers(0, n, (DRAWS, n))]
    return np.nanquantile(values, (0.025, 0.975)).round(3).tolist()


def malignant(shares, labels):
    """(share of malignant classes, whether it is one)."""
    kinds = [CLASSES.index(name) for name in MALIGNANT]
    return shares[:, kinds].sum(1), np.isin(labels, kinds)


def malignancy(shares, labels, tones):
    """AUC of malignant against the rest, with interval and n; the pre-malignant class counted in each way.

    In this part of PAD-UFES-20 every malignant lesion has a skin type on record and most benign ones have none, so a
    classifier gains by whatever else tells the two kinds of record apart. The last row leaves those without one out.
    """
    score, positive = malignant(shares, labels)
    keratosis = labels == CLASSES.index(PRE_MALIGNANT)
    with_ack = score + shares[:, CLASSES.index(PRE_MALIGNANT)]
    recorded = tones != "unknown"
    return {
        "against_rest": auc_row(score, positive),
        "without_actinic_keratosis": auc_row(score[~keratosis], positive[~keratosis]),
        "or_actinic_keratosis_against_rest": auc_row(with_ack, positive | keratosis),
        "against_rest_with_skin_type_on_record": auc_row(score[recorded], positive[recorded]),
    }


def auc_row(scores, positive):
    """AUC with interval; null where only one kind occurs."""
    counts = {"n": len(positive), "n_positive": int(positive.sum())}
    if counts["n_positive"] in (0, counts["n"]):
        return {"auc": None, "auc_ci95": None, **counts}
    return {"auc": round(auc(scores, positive), 3), "auc_ci95": interval(auc, scores, positive), **counts}


def by_class(shares, labels):
    """One class against the others: AUC and how often it comes first."""
    rows = {}
    for kind, name in enumerate(CLASSES):
        own = labels == kind
        recall = (shares[own].argmax(1) == kind).mean()
        rows[name] = {**auc_row(shares[:, kind], own), "recall": round(float(recall), 3), "few": int(own.sum()) < ENOUGH}
    return rows


def by_tone(shares, labels, tones):
    """Balanced accuracy and malignant-vs-rest AUC by Fitzpatrick type."""
    rows = {}
    for tone in sorted(set(tones)):
        own = tones == tone
        score, positive = malignant(shares[own], labels[own])
        accuracy = (shares[own].argmax(1) == labels[own]).mean()
        rows[tone] = {
            **auc_row(score, positive), "accuracy": round(float(accuracy), 3), "few": int(own.sum()) < ENOUGH,
        }  # fmt: skip
    return rows


def worst_gap(rows, metric):
    """How far the worst group of ENOUGH or more lies behind the best; None with fewer than two such groups."""
    large = {name: row[metric] for name, row in rows.items() if not row["few"] and row[metric] is not None}
    if len(large) < 2:
        return None
    worst, best = min(large, key=large.get), max(large, key=large.get)
    return {"metric": metric, "worst": worst, "best": best, "gap": round(large[best] - large[worst], 3)}


def alarms(shares, labels):
    """At the share from which on a report says `soon`."""
    score, positive = malignant(shares, labels)
    called = score >= SHARE_FOR_SOON
    return {
        "malignant_share": SHARE_FOR_SOON,
        "sensitivity": round(float(called[positive].mean()), 3),
        "specificity": round(float((~called[~positive]).mean()), 3),
        "called": int(called.sum()),
        "n": len(called),
    }


def brief(shares, labels):
    """What each part reaches."""
    score, positive = malignant(shares, labels)
    return {
        "n": len(labels),
        "balanced_accuracy": round(balanced_accuracy(shares, labels), 3),
        "balanced_accuracy_ci95": interval(balanced_accuracy, shares, labels),
        "malignant_auc": round(auc(score, positive), 3),
        "malignant_auc_ci95": interval(auc, score, positive),
    }


def read_folds_of(work):
    """One dictionary per fold, as train_dx.py left it."""
    return [json.loads((work / f"fold{fold}.json").read_text()) for fold in range(FOLDS)]


def evaluate(results, crops):
    """The whole report, JSON-ready; temperatures of a fold come from the other folds."""
    known = {crop.id: crop for crop in crops}
    ids = [photo_id for result in results for photo_id in result["ids"]]
    home = np.concatenate([[i] * len(result["ids"]) for i, result in enumerate(results)])
    labels = np.array([known[photo_id].label for photo_id in ids])
    tones = np.array([known[photo_id].fitzpatrick for photo_id in ids])
    linear, cnn = (np.concatenate([result[part] for result in results]) for part in ("linear", "cnn"))
    raw = (linear + cnn) / 2
    shares = raw.copy()
    for fold in range(FOLDS):
        temperature = fitted_temperature(raw[home != fold], labels[home != fold])
        shares[home == fold] = softened(raw[home == fold], temperature)
    curve = {
        share: brief(np.concatenate([result["curve"][share] for result in results]), labels)
        for share in results[0]["curve"]
    }
    return {
        "what": "PAD-UFES-20 photographs, each classified by nets that saw no photograph of its patient",
        "crops": "square around the outline's box with a quarter more skin on each side",
        "photographs": dict(sorted(Counter(known[photo_id].diagnosis for photo_id in ids).items())),
        "folds": FOLDS,
        "recipe": {"cnn_steps": STEPS, "batch": BATCH, "penalties_of_folds": [r["penalty"] for r in results]},
        "all": brief(shares, labels),
        "malignant": malignancy(shares, labels, tones),
        "class": by_class(shares, labels),
        "fitzpatrick": by_tone(shares, labels, tones),
        "worst_group_gap": {
            "class": worst_gap(by_class(shares, labels), "recall"),
            "fitzpatrick": worst_gap(by_tone(shares, labels, tones), "accuracy"),
        },
        "source": {"PAD-UFES-20": brief(shares, labels)},
        "calibration": {
            "temperature": round(fitted_temperature(raw, labels), 3),
            "ece_before": round(calibration_error(raw, labels), 3),
            "ece_after": round(calibration_error(shares, labels), 3),
            "n": len(labels),
        },
        "soon": alarms(shares, labels),
        "parts": {"linear": brief(linear, labels), "cnn": brief(cnn, labels), "both": brief(raw, labels)},
        "learning_curve_of_the_linear_part": {**curve, "1.0": brief(linear, labels)},
        "ids": sorted(ids),
    }


def shipped_net(parts):
    """The ensemble of the parts trained on all photographs."""
    linear = Linear(*(parts["linear"][name] for name in ("mean", "std", "weight", "bias")))
    cnn = Cnn()
    cnn.load_state_dict(parts["cnn"])
    return Ensemble(linear, cnn).eval()


def export(parts, target):
    """Writes the file; fails where it differs from the eager net by more than 1e-4."""
    net = shipped_net(parts)
    pixels = torch.stack([stripes(), disc()])
    with torch.no_grad():
        frozen = torch.jit.freeze(torch.jit.trace(net, pixels, check_trace=False))
    facts = {"description": "Dermflow lesion diagnosis, research only", "license": "Apache-2.0", "batch": 1,
             "imgsz": [SIZE, SIZE], "names": {str(i): name for i, name in enumerate(CLASSES)}}  # fmt: skip
    target.parent.mkdir(parents=True, exist_ok=True)
    torch.jit.save(frozen, str(target), _extra_files={"config.txt": json.dumps(facts)})
    with torch.no_grad():
        for batch in (pixels[:1], pixels, pixels.repeat(2, 1, 1, 1)):
            difference = float((torch.jit.load(str(target))(batch) - net(batch)).abs().max())
            if difference > 1e-4:
                raise SystemExit(f"{target}: differs from the eager net by {difference}")


def pattern():
    row, column, channel = (torch.arange(n) for n in (SIZE, SIZE, 3))
    return 7 * column[None, :, None] + 13 * row[:, None, None] + 29 * channel


def stripes():
    """uint8 [S,S,3] by STRIPES: no skin."""
    return (pattern() % 256).to(torch.uint8)


def disc():
    """uint8 [S,S,3] by DISC: a dark round spot on light skin."""
    row, column = torch.arange(SIZE)[:, None], torch.arange(SIZE)[None]
    spot = (column - 64) ** 2 + (row - 60) ** 2 < 900
    return (torch.tensor([200, 160, 140]) + pattern() % 16 - 90 * spot[..., None]).to(torch.uint8)


def golden(model_file):
    """Both inputs go through the file as one batch of two, in this order."""
    model = torch.jit.load(str(model_file)).eval()
    with torch.no_grad():
        answers = model(torch.stack([stripes(), disc()]))
    return {
        "input_shape": [2, SIZE, SIZE, 3],
        "note": "x = column, y = row, c = 0 red, 1 green, 2 blue; logits before the temperature",
        "tolerance": {"share": 1e-3},
        "cases": [
            {"name": name, "input": formula, "logits": [round(float(value), 5) for value in answer]}
            for name, formula, answer in zip(("stripes", "disc"), (STRIPES, DISC), answers)
        ],
    }


def entry(model_file, report, root):
    """The model's entry in the manifest."""
    here = model_file.parent.relative_to(root)
    return {
        "name": "lesion-dx", "version": model_file.parent.name.lstrip("v"), "task": "lesion-dx", "contract": "drop-in",
        "format": "torchscript", "file": str(here / "model.pt"), "sha256": report["sha256"],
        "bytes": model_file.stat().st_size, "license": "Apache-2.0", "origin": "self-trained", "active": True,
        "caution": CAUTION,
        "input": {"width": SIZE, "height": SIZE, "layout": "NHWC", "dtype": "uint8", "color": "RGB", "resize": "stretch"},
        "output": {"kind": "logits", "names": list(CLASSES)},
        "temperature": report["calibration"]["temperature"],
        "classes": [{"name": name, "code": code, "lay_name": lay} for name, code, lay in ROWS],
        "golden": str(here / "golden.json"), "card": str(here / "card.md"),
        "training_data": ["PAD-UFES-20 (CC BY 4.0)", "ImageNet and COCO, through the backbone"],
        "metrics": {"out_of_fold": report["all"], "malignant": report["malignant"]},
    }  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="the folder train_dx.py wrote to")
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/")
    parser.add_argument("--model", type=Path, required=True, help="models/lesion-dx/<version>/model.pt")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = arguments.model.resolve()
    report = evaluate(read_folds_of(arguments.work), load_crops(arguments.data_dir))
    export(torch.load(arguments.work / "dx.pth"), model)
    version = model.parent.name
    digest = hashlib.sha256(model.read_bytes()).hexdigest()
    report = {"model": f"lesion-dx/{version}", "sha256": digest, **report}
    (EVALUATION / f"lesion-dx-{version}.json").write_text(json.dumps(report, indent=1) + "\n")
    (model.parent / "golden.json").write_text(json.dumps(golden(model), indent=1) + "\n")
    root = model.parents[2]
    manifest = root / "models.json"
    mine = entry(model, report, root)
    entries = json.loads(manifest.read_text())["models"]
    others = [e for e in entries if (e["name"], e["version"]) != ("lesion-dx", mine["version"])]
    for other in others:
        other["active"] = other["active"] and other["task"] != mine["task"]
    manifest.write_text(json.dumps({"schema": 1, "models": [*others, mine]}, indent=2) + "\n")
    print(json.dumps({key: report[key] for key in ("all", "malignant", "calibration", "soon", "parts")}, indent=1))


if __name__ == "__main__":
    main()
