"""What a person says about a lesion, beside what the net sees of it: the weights in the manifest, and what they bring.

    python3 -m training.dx.answers --work training/work/dx --data-dir DATA_DIR --model models/lesion-dx/v1.1/model.pt

Seven answers of PAD-UFES-20's records (Pacheco et al. 2020), which the app can ask for: the age and six questions with yes
or no. A multinomial logistic regression adds them to the logarithms of the net's shares, standardised, without an
intercept: an answer that nobody gave adds nothing, and without any answer the shares are the net's. Measured out of
fold, the penalty chosen within the photographs outside the fold. Writes evaluation/lesion-dx-<version>-answers.json and
`answers` into the manifest's entry.
"""

import argparse
import csv
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from training.dx.data import CLASSES, load_crops
from training.dx.evaluate import (
    alarms, brief, calibration_error, fitted_temperature, malignancy, out_of_fold, read_folds_of, softened,
)  # fmt: skip
from training.shared.files import sha256_of, write_json
from training.shared.folds import FOLDS
from training.shared.places import EVALUATION
from training.shared.shipped import change_manifest, models_of

# as the job names them: their column in metadata.csv
COLUMNS = {
    "age": "age", "itches": "itch", "grew": "grew", "hurts": "hurt", "changed": "changed", "bleeds": "bleed",
    "raised": "elevation",
}  # fmt: skip
TRUTH = {"True": 1.0, "False": -1.0}  # all else, `UNK` above all, is no answer
PENALTIES = (0.01, 0.03, 0.1, 0.3)  # of the squared weights, per sample
DIGITS = 4


def read_answers(data_dir, ids):
    """[n, 7] in the order of COLUMNS: years, 1 for yes, -1 for no, nan where the record says neither."""
    with open(data_dir / "pad_ufes_20" / "metadata.csv", newline="") as table:
        rows = {Path(row["img_id"]).stem: row for row in csv.DictReader(table)}
    return np.array([[number(name, rows[photo_id][column]) for name, column in COLUMNS.items()] for photo_id in ids])


def number(name, text):
    return float(text or "nan") if name == "age" else TRUTH.get(text, np.nan)


def standard(answers, mean, scale):
    """Standardised; 0, which is no news, where there is no answer."""
    return np.nan_to_num((answers - mean) / scale)


def fit(shares, answers, labels, penalty):
    """(mean [7], scale [7], weights [7,6]) of the regression on the logarithms of `shares` [n,6]."""
    mean, scale = np.nanmean(answers, 0), np.nanstd(answers, 0)
    rows, offset, target = torch.tensor(standard(answers, mean, scale)), torch.tensor(np.log(shares)), torch.tensor(labels)
    weights = torch.zeros(answers.shape[1], len(CLASSES), dtype=torch.double, requires_grad=True)
    optimizer = torch.optim.LBFGS([weights], max_iter=100, line_search_fn="strong_wolfe")

    def loss():
        optimizer.zero_grad()
        total = F.cross_entropy(offset + rows @ weights, target) + penalty * weights.pow(2).sum()
        total.backward()
        return total

    optimizer.step(loss)
    return mean, scale, weights.detach().numpy()


def told(shares, answers, parameters):
    """Shares [n,6] with the answers counted in."""
    mean, scale, weights = parameters
    logits = np.log(shares) + standard(answers, mean, scale) @ weights
    powers = np.exp(logits - logits.max(1, keepdims=True))
    return powers / powers.sum(1, keepdims=True)


def best_penalty(shares, answers, labels, home):
    """The penalty with the least log loss over the folds in `home` [n], each left out once."""
    def cost(penalty):
        total = 0.0
        for fold in set(home.tolist()):
            inside = home == fold
            parameters = fit(shares[~inside], answers[~inside], labels[~inside], penalty)
            found = told(shares[inside], answers[inside], parameters)
            total -= np.log(found[np.arange(inside.sum()), labels[inside]]).sum()
        return total

    return min(PENALTIES, key=cost)


def hidden(answers, names):
    """The same with these answers not given."""
    return np.where([name in names for name in COLUMNS], np.nan, answers)


def evaluate(raw, answers, labels, tones, home):
    """The report, JSON-ready, and the parameters fitted on all: (report, (mean, scale, weights))."""
    asked = {"none": list(COLUMNS), "age": [name for name in COLUMNS if name != "age"], "questions": ["age"], "all": []}
    told_shares = {given: np.zeros_like(raw) for given in asked}
    penalties = []
    for fold in range(FOLDS):
        outside = home != fold
        shares = softened(raw, fitted_temperature(raw[outside], labels[outside]))
        penalties.append(best_penalty(shares[outside], answers[outside], labels[outside], home[outside]))
        parameters = fit(shares[outside], answers[outside], labels[outside], penalties[-1])
        for given, names in asked.items():
            told_shares[given][~outside] = told(shares[~outside], hidden(answers, names)[~outside], parameters)
    shares = softened(raw, fitted_temperature(raw, labels))
    parameters = fit(shares, answers, labels, best_penalty(shares, answers, labels, home))
    return {
        "what": "PAD-UFES-20 photographs, each classified by nets and weights that saw no photograph of its patient",
        "recipe": {"penalties_of_folds": penalties},
        "answered": {name: int((~np.isnan(answers[:, i])).sum()) for i, name in enumerate(COLUMNS)},
        "given": {
            given: {
                **brief(found, labels), "calibration_error": round(calibration_error(found, labels), 3),
                "malignant": malignancy(found, labels, tones), "soon": alarms(found, labels),
            }
            for given, found in told_shares.items()
        },
    }, parameters  # fmt: skip


def entry(parameters):
    """`answers` of the manifest: for each what is subtracted and divided by, and a weight for each class."""
    rows = zip(COLUMNS, *(np.round(values, DIGITS).tolist() for values in parameters))
    return {name: {"mean": mean, "scale": scale, "weights": weights} for name, mean, scale, weights in rows}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--work", type=Path, required=True, help="the folder train.py wrote to")
    parser.add_argument("--data-dir", type=Path, required=True, help="holds pad_ufes_20/")
    parser.add_argument("--model", type=Path, required=True, help="models/lesion-dx/<version>/model.pt")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    model = arguments.model.resolve()
    ids, home, labels, tones, raw = out_of_fold(read_folds_of(arguments.work), load_crops(arguments.data_dir))
    report, parameters = evaluate(raw, read_answers(arguments.data_dir, ids), labels, tones, home)
    version = model.parent.name
    report = {"model": f"lesion-dx/{version}", "sha256": sha256_of(model), **report}
    write_json(EVALUATION / f"lesion-dx-{version}-answers.json", report)

    def put(entries):
        own = next(one for one in entries if one["sha256"] == report["sha256"])
        own["answers"] = entry(parameters)

    change_manifest(models_of(model), put)
    for given, row in report["given"].items():
        print(given, row["malignant_auc"], row["malignant_auc_ci95"], row["balanced_accuracy"], row["soon"])


if __name__ == "__main__":
    main()
