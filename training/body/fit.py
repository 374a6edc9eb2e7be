"""Fits the body's circumferences to breadths, depths and stature, on ANSUR II.

Writes the coefficients that `imaging` reads and the evaluation report. Needs numpy alone.

    python3 -m training.body.fit --data-dir DATA_DIR

ANSUR II (Gordon et al. 2014, NATICK/TR-15/007) is a work of the US government, in the public domain:
6,068 soldiers of 17 to 58 years. Nobody else is in it: no children, no elderly, hardly anyone obese.
"""

import argparse
import csv
from pathlib import Path

import numpy as np

from training.shared.files import sha256_of, write_json
from training.shared.groups import ENOUGH
from training.shared.metrics import mean_with_interval
from training.shared.places import EVALUATION, REGRESSION
from training.shared.recipe import recipe

# All in centimetres; `male` is 1 or 0, and 0.5 for everybody in the model that does not ask.
INPUTS = ["stature", "shoulder_breadth", "chest_breadth", "waist_breadth", "hip_breadth",
          "chest_depth", "waist_depth", "hip_depth"]
COLUMNS = ["stature", "bideltoidbreadth", "chestbreadth", "waistbreadth", "hipbreadth",
           "chestdepth", "waistdepth", "buttockdepth"]
TARGETS = {
    "chest_circumference": "chestcircumference",
    "waist_circumference": "waistcircumference",
    "hip_circumference": "buttockcircumference",
    "neck_circumference": "neckcircumference",
    "thigh_circumference": "thighcircumference",
    "shoulder_width": "biacromialbreadth",
    "back_length": "waistbacklength",
    "inseam": "crotchheight",
}
# Which inputs a model may use: what a front and a side picture show, or a front picture alone.
VIEWS = {
    "front_side": INPUTS,
    "front": INPUTS[:5],
}
RECIPE = recipe("body")
FOLDS, SEED = RECIPE["folds"], RECIPE["seed"]
CM_PER_INCH = 2.54
BODY_RACE = {1: "white", 2: "black", 3: "hispanic", 4: "asian", 5: "native_american", 6: "pacific_islander", 8: "other"}


def read(folder):
    rows = []
    for name, male in (("FEMALE", 0), ("MALE", 1)):
        with open(folder / f"ANSUR_II_{name}_Public.csv", encoding="latin-1") as file:
            for row in csv.DictReader(file):
                row = {key.lower(): value for key, value in row.items()}
                row["male"] = male
                rows.append(row)
    return rows


def columns(rows, names):
    return np.array([[float(row[name]) / 10 for name in names] for row in rows])


def features(inputs, male, mean, deviation):
    """Standardised inputs, their squares and products, sex, and sex times each input."""
    z = (inputs - mean) / deviation
    n = z.shape[1]
    quadratic = [z[:, i] * z[:, j] for i in range(n) for j in range(i, n)]
    sex = (male - 0.5)[:, None]
    return np.column_stack([np.ones(len(z)), z, *quadratic, sex, sex * z])


def fit(inputs, male, target):
    mean, deviation = inputs.mean(0), inputs.std(0)
    x = features(inputs, male, mean, deviation)
    penalty = RECIPE["ridge"] * np.eye(x.shape[1])
    penalty[0, 0] = 0
    weights = np.linalg.solve(x.T @ x + penalty, x.T @ target)
    return mean, deviation, weights


def predict(model, inputs, male):
    mean, deviation, weights = model
    return features(inputs, male, mean, deviation) @ weights


def folds(n):
    order = np.random.default_rng(SEED).permutation(n)
    return np.array_split(order, FOLDS)


def fit_noisy(inputs, male, target):
    """For inputs read off a picture: fitted to copies of everybody with an error of 1 cm in every input."""
    rng = np.random.default_rng(SEED + 2)
    times = RECIPE["copies"]
    copies = np.vstack([inputs + RECIPE["noise"] * rng.standard_normal(inputs.shape) for _ in range(times)])
    return fit(copies, np.tile(male, times), np.tile(target, times))


def held_out(inputs, male, target, noise):
    """Predictions for each person by a model that has not seen them."""
    rng = np.random.default_rng(SEED + 1)
    predicted = np.empty(len(target))
    for test in folds(len(target)):
        train = np.setdiff1d(np.arange(len(target)), test)
        model = (fit_noisy if noise else fit)(inputs[train], male[train], target[train])
        seen = inputs[test] + noise * rng.standard_normal(inputs[test].shape)
        predicted[test] = predict(model, seen, male[test])
    return predicted


def shape(bust, waist, hip):
    """The FFIT class of a person's own circumferences, as `BodyShape` in `imaging` has the rules."""
    b, w, h = bust / CM_PER_INCH, waist / CM_PER_INCH, hip / CM_PER_INCH
    if b - h <= 1 and h - b < 3.6 and (b - w >= 9 or h - w >= 10):
        return "hourglass"
    if 3.6 <= h - b < 10 and h - w >= 9:
        return "bottom_hourglass"
    if 1 < b - h < 10 and b - w >= 9:
        return "top_hourglass"
    if h - b >= 3.6:
        return "triangle"
    return "inverted_triangle" if b - h >= 3.6 and b - w < 9 else "rectangle"


def by_group(error, noisy, rows, bmi, shapes):
    """Errors by sex, race, BMI quartile and, made for women, the body shapes of women."""
    quartile = np.searchsorted(np.quantile(bmi, [.25, .5, .75]), bmi)
    groups = {"women": [], "men": []}
    for i, row in enumerate(rows):
        groups["men" if row["male"] else "women"].append(i)
        groups.setdefault("race_" + BODY_RACE.get(int(row["dodrace"]), "other"), []).append(i)
        groups.setdefault(f"bmi_quartile_{quartile[i] + 1}", []).append(i)
        if not row["male"]:
            groups.setdefault("shape_" + shapes[i], []).append(i)
    return {name: {"n": len(members), **mae("mae_cm", error[members]), "bias_cm": round(float(error[members].mean()), 2),
                   **mae("mae_noise_1cm", noisy[members])}
            for name, members in sorted(groups.items())}


def mae(name, errors):
    """The mean absolute error and its 95 % bootstrap interval."""
    mean, interval = mean_with_interval(np.abs(errors))
    return {name: round(mean, 2), f"{name}_ci95": [round(bound, 2) for bound in interval]}


def worst_gap(groups, overall):
    """The worst group of ENOUGH or more, and how far it is behind all."""
    large = {name: group["mae_cm"] for name, group in groups.items() if group["n"] >= ENOUGH}
    name = max(large, key=large.get)
    return {"group": name, "mae_cm": large[name], "gap_cm": round(large[name] - overall, 2)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=REGRESSION)
    parser.add_argument("--report", type=Path, default=EVALUATION / "body-v1.0.json")
    args = parser.parse_args()

    rows = read(args.data_dir / "ansur2")
    male = np.array([row["male"] for row in rows], dtype=float)
    nobody = np.full(len(rows), 0.5)
    everything = columns(rows, COLUMNS)
    bmi = np.array([float(row["weightkg"]) / 10 / (float(row["stature"]) / 1000) ** 2 for row in rows])
    shapes = [shape(*girths) for girths in columns(rows, [TARGETS[name + "_circumference"] for name in ("chest", "waist", "hip")])]
    lines = ["# Made by training/body/fit.py from ANSUR II (public domain); see training/evaluation/body-v1.0.json.",
             "# view,target,kind,values; lengths in cm. Residual: standard deviation held out, without sex, with sex, with noise of 1 cm."]
    report = {"n": len(rows), "folds": FOLDS, "seed": SEED, "data": "ANSUR II", "unit": "cm", "views": {}}
    for view, names in VIEWS.items():
        inputs = everything[:, [INPUTS.index(name) for name in names]]
        report["views"][view] = {"inputs": names, "targets": {}}
        for target, column in TARGETS.items():
            truth = columns(rows, [column])[:, 0]
            asked = fit(inputs, male, truth)
            unasked = fit(inputs, nobody, truth)
            noisy_model = fit_noisy(inputs, nobody, truth)
            noisy_asked = fit_noisy(inputs, male, truth)
            clean = held_out(inputs, nobody, truth, 0) - truth
            known = held_out(inputs, male, truth, 0) - truth
            noisy = held_out(inputs, nobody, truth, RECIPE["noise"]) - truth
            noisy_known = held_out(inputs, male, truth, RECIPE["noise"]) - truth
            groups = by_group(clean, noisy, rows, bmi, shapes)
            overall = mae("mae_cm", clean)
            report["views"][view]["targets"][target] = {
                **overall,
                "p95_error_cm": round(float(np.quantile(np.abs(clean), .95)), 2),
                **mae("mae_sex_known_cm", known),
                **mae("mae_noise_1cm", noisy),
                **mae("mae_noise_1cm_sex_known", noisy_known),
                "mae_of_the_mean_cm": round(float(np.abs(truth - truth.mean()).mean()), 2),
                "worst_group": worst_gap(groups, overall["mae_cm"]),
                "groups": groups,
            }
            for kind, values in (("mean", asked[0]), ("deviation", asked[1]), ("weights", unasked[2]),
                                 ("weights_sex", asked[2]), ("noisy_mean", noisy_model[0]),
                                 ("noisy_deviation", noisy_model[1]), ("noisy_weights", noisy_model[2]),
                                 ("noisy_weights_sex", noisy_asked[2]),
                                 ("residual", [clean.std(), known.std(), noisy.std()]),
                                 ("least", inputs.min(0)), ("most", inputs.max(0))):
                lines.append(",".join([view, target, kind, *(f"{value:.8g}" for value in values)]))
    # A check for the reader of the coefficients: one person, every model.
    person = everything.mean(0)
    for view, names in VIEWS.items():
        inputs = person[[INPUTS.index(name) for name in names]][None, :]
        report["views"][view]["check"] = {"inputs_cm": [round(float(v), 4) for v in inputs[0]]}
        inputs = np.round(inputs, 4)
        for target, column in TARGETS.items():
            truth = columns(rows, [column])[:, 0]
            given = everything[:, [INPUTS.index(name) for name in names]]
            report["views"][view]["check"][target] = [
                round(float(predict(fit(given, sexes, truth), inputs, np.array([sex]))[0]), 4)
                for sexes, sex in ((male, 0.0), (nobody, 0.5), (male, 1.0))]
    report["ratios_to_stature"] = ratios(rows)
    args.out.parent.mkdir(parents=True, exist_ok=True)
    args.out.write_text("\n".join(lines) + "\n")
    report["sha256"] = sha256_of(args.out)
    write_json(args.report, report)
    for view, entry in report["views"].items():
        for target, figures in entry["targets"].items():
            print(view, target, {key: value for key, value in figures.items() if key != "groups"})
    print(report["ratios_to_stature"])


def ratios(rows):
    """Where on the body the widths are taken, as shares of stature from the floor."""
    stature = columns(rows, ["stature"])[:, 0]
    heights = {"acromion": "acromialheight", "axilla": "axillaheight", "chest": "chestheight",
               "waist": "waistheightomphalion", "hip": "buttockheight", "crotch": "crotchheight", "neck": "cervicaleheight"}
    found = {}
    for name, column in heights.items():
        ratio = columns(rows, [column])[:, 0] / stature
        found[name] = [round(float(ratio.mean()), 4), round(float(ratio.std()), 4)]
    return found


if __name__ == "__main__":
    main()
