"""Measures the diagnosis net out of fold: the figures come from the nets of the folds, never from the shipped file,
which has seen every photograph; its recipe is theirs.

    python3 -m training.dx.evaluate --work training/work/dx --data-dir DATA_DIR --model models/lesion-dx/v1.1/model.pt

Reads what train.py left in --work. Writes evaluation/lesion-dx-<version>.json; `publish.py` does so too.
"""

import argparse
import json
from collections import Counter
from pathlib import Path

import numpy as np

from training.dx.data import CLASSES, load_crops
from training.dx.train import CNN
from training.shared.files import sha256_of, write_json
from training.shared.folds import FOLDS
from training.shared.groups import ENOUGH, worst_gap
from training.shared.places import EVALUATION

MALIGNANT = ("BCC", "MEL", "SCC")
PRE_MALIGNANT = "ACK"
SHARE_FOR_SOON = 0.2  # from this share of malignant classes on a report says: soon
DRAWS, BINS = 2000, 10
TEMPERATURES = np.exp(np.linspace(np.log(0.3), np.log(3), 93))


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
    """One dictionary per fold, as train.py left it."""
    return [json.loads((work / f"fold{fold}.json").read_text()) for fold in range(FOLDS)]


def out_of_fold(results, crops):
    """Of all photographs: ids, fold, label, Fitzpatrick type, and both parts' mean shares [n,6] before the temperature."""
    known = {crop.id: crop for crop in crops}
    ids = [photo_id for result in results for photo_id in result["ids"]]
    home = np.concatenate([[i] * len(result["ids"]) for i, result in enumerate(results)])
    labels = np.array([known[photo_id].label for photo_id in ids])
    tones = np.array([known[photo_id].fitzpatrick for photo_id in ids])
    linear, cnn = (shares_of(part, results) for part in ("linear", "cnn"))
    return ids, home, labels, tones, (linear + cnn) / 2


def shares_of(part, results):
    return np.concatenate([result[part] for result in results])


def evaluate(results, crops):
    """The whole report, JSON-ready; temperatures of a fold come from the other folds."""
    ids, home, labels, tones, raw = out_of_fold(results, crops)
    known = {crop.id: crop for crop in crops}
    linear, cnn = (shares_of(part, results) for part in ("linear", "cnn"))
    shares = raw.copy()
    for fold in range(FOLDS):
        temperature = fitted_temperature(raw[home != fold], labels[home != fold])
        shares[home == fold] = softened(raw[home == fold], temperature)
    curve = {
        share: brief(np.concatenate([result["curve"][share] for result in results]), labels)
        for share in results[0]["curve"]
    }
    classes, skin_types = by_class(shares, labels), by_tone(shares, labels, tones)
    return {
        "what": "PAD-UFES-20 photographs, each classified by nets that saw no photograph of its patient",
        "crops": "square around the outline's box with a quarter more skin on each side",
        "photographs": dict(sorted(Counter(known[photo_id].diagnosis for photo_id in ids).items())),
        "folds": FOLDS,
        "recipe": {"cnn_steps": CNN["steps"], "batch": CNN["batch"], "penalties_of_folds": [r["penalty"] for r in results]},
        "all": brief(shares, labels),
        "malignant": malignancy(shares, labels, tones),
        "class": classes,
        "fitzpatrick": skin_types,
        "worst_group_gap": {
            "class": worst_gap(classes, "recall"), "fitzpatrick": worst_gap(skin_types, "accuracy"),
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


def report_on(model_file, work, data_dir):
    """Writes and gives the report of a file that was made of what train.py left in `work`."""
    version = model_file.parent.name
    measured = evaluate(read_folds_of(work), load_crops(data_dir))
    report = {"model": f"lesion-dx/{version}", "sha256": sha256_of(model_file), **measured}
    write_json(EVALUATION / f"lesion-dx-{version}.json", report)
    print(json.dumps({key: report[key] for key in ("all", "malignant", "calibration", "soon", "parts")}, indent=1))
    return report


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="the folder train.py wrote to")
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/")
    parser.add_argument("--model", type=Path, required=True, help="models/lesion-dx/<version>/model.pt")
    arguments = parser.parse_args()
    report_on(arguments.model, arguments.work, arguments.data_dir)


if __name__ == "__main__":
    main()
