"""Asks what it brings to look for chest, waist and hip on the body, or to place them by the joints of shoulder and hip,
instead of reading them where people have them on the average. Writes evaluation/body-reading.json; of data it needs ANSUR II alone.

    python3 -m training.body.evaluate_reading --data-dir DATA_DIR

The bodies are the profiles of `training/person/figures.py` by the measures of real people, with an outline's error of 0.7 cm; the
circumferences are those people's own. Between the measured heights the profiles are made up, so that a gain here
would be a hint, and no gain is an answer.

Joints are ANSUR's acromion and trochanterion, each off by a normal error; the heights of chest, waist and hip are
regressed on them by least squares, over people whom the table doesn't measure, whose joints are off by as much.
"""

import argparse
import json
from pathlib import Path

import numpy as np

from training.body.fit import COLUMNS, columns, read, predict
from training.shared.files import sha256_of, write_json
from training.shared.places import EVALUATION, REGRESSION

SEED = 3
PEOPLE = 3000
OUTLINE_CM = 0.7
# Where the shipped code reads, and one standard deviation: shares of stature, as imaging's Level and FrontView.
CHEST, WAIST, HIP = (0.7299, 0.0139), (0.6015, 0.0131), (0.5075, 0.0164)
HIP_FRONT = (0.487, 0.545)
HEIGHTS = ["acromialheight", "axillaheight", "chestheight", "tenthribheight", "waistheightomphalion", "buttockheight",
           "crotchheight"]  # fmt: skip
JOINTS = ["acromialheight", "trochanterionheight"]
LEVELS = ["chestheight", "waistheightomphalion", "buttockheight"]
JOINT_ERRORS_CM = (0, 1, 2, 4)
SHIPPED = "at the usual height; the hips at their widest nearby (shipped)"
LOOKED_FOR = ("chest where the side is deepest", "waist where front times side is least", "hip widest within two deviations",
              "hip at its usual height")  # fmt: skip
CIRCUMFERENCES = {"chest": "chestcircumference", "waist": "waistcircumference", "hip": "buttockcircumference"}
STEP = 0.002


def shipped():
    """The coefficients for pictures, sex unknown, by target."""
    rows = {tuple(cells[:3]): np.array(cells[3:], float) for cells in
            (line.split(",") for line in REGRESSION.read_text().splitlines() if not line.startswith("#"))}  # fmt: skip
    names = {name: f"{name}_circumference" for name in CIRCUMFERENCES}
    return {name: tuple(rows["front_side", target, kind] for kind in ("noisy_mean", "noisy_deviation", "noisy_weights"))
            for name, target in names.items()}  # fmt: skip


class Body:
    """Breadth and depth by share of stature."""

    def __init__(self, rng, heights, widths):
        stature, _, chest, waist, hip, chest_deep, waist_deep, hip_deep = widths
        acromion, axilla, bust, rib, navel, buttock, crotch = heights / stature
        self.at = np.array([crotch, buttock, (navel + buttock) / 2, navel, rib, bust, axilla, acromion])
        self.breadth = [hip * 0.95, hip, (waist + 2 * hip) / 3, waist, (chest + 2 * waist) / 3, chest, chest * 1.02, chest * 1.3]
        self.depth = [hip_deep * 0.8, hip_deep, (waist_deep + hip_deep) / 2, waist_deep, waist_deep, chest_deep,
                      chest_deep * 0.94, chest_deep * 0.7]  # fmt: skip
        self.error = rng.normal(0, OUTLINE_CM, 2)

    def front(self, share):
        return np.interp(share, self.at, self.breadth) + self.error[0]

    def side(self, share):
        return np.interp(share, self.at, self.depth) + self.error[1]


def within(level, deviations):
    mean, deviation = level
    return np.arange(mean - deviations * deviation, mean + deviations * deviation, STEP)


def joints_seen(rng, rows, error_cm):
    """[n, 3]: a constant, then both joints' heights as shares of stature."""
    tall = columns(rows, ["stature"])
    seen = (columns(rows, JOINTS) + rng.normal(0, error_cm, (len(rows), len(JOINTS)))) / tall
    return np.concatenate([np.ones_like(tall), seen], 1)


def levels_by_joints(rows, others, error_cm):
    """[n, 3] heights of chest, waist and hip of `rows`, shares of stature, by what `others` teach."""
    rng = np.random.default_rng(SEED + 2)
    learnt = np.linalg.lstsq(joints_seen(rng, others, error_cm), shares(others, LEVELS), rcond=None)[0]
    return joints_seen(rng, rows, error_cm) @ learnt


def shares(rows, names):
    """Heights as shares of stature."""
    return columns(rows, names) / columns(rows, ["stature"])


def widths_at(body, levels):
    """Breadths, then depths, of chest, waist and hip at these shares of stature; the hip's breadth as shipped."""
    chest, waist, hip = levels
    front = np.arange(*HIP_FRONT, STEP) + hip - HIP[0]
    side = within((hip, HIP[1]), 1)
    return [body.front(chest), body.front(waist), body.front(front).max(),
            body.side(chest), body.side(waist), body.side(side).max()]  # fmt: skip


def widths(body, variant):
    """Breadths, then depths, of chest, waist and hip."""
    chest, waist = CHEST[0], WAIST[0]
    if variant == "chest where the side is deepest":
        near = within(CHEST, 2)
        chest = near[body.side(near).argmax()]
    if variant == "waist where front times side is least":
        near = within(WAIST, 2)
        waist = near[(body.front(near) * body.side(near)).argmin()]
    front, side = np.arange(*HIP_FRONT, STEP), within(HIP, 1)
    if variant == "hip widest within two deviations":
        front = side = within(HIP, 2)
    if variant == "hip at its usual height":
        front = side = np.array([HIP[0]])
    return [body.front(chest), body.front(waist), body.front(front).max(),
            body.side(chest), body.side(waist), body.side(side).max()]  # fmt: skip


def by_girth(values):
    return {name: round(float(value), 2) for name, value in zip(CIRCUMFERENCES, values)}


def heights_off(levels, rows):
    """Mean error of the heights, in per cent of stature."""
    return by_girth(np.abs(levels - shares(rows, LEVELS)).mean(0) * 100)


def placed_by(error_cm):
    """The name of that way."""
    return f"placed by joints that are {error_cm} cm off" if error_cm else "placed by the joints of shoulder and hip, known exactly"


def measured(rows, others):
    """(what each way of reading is off, what the heights of the levels are off) by the ways' names."""
    ways = {variant: errors(rows, lambda body, _, variant=variant: widths(body, variant)) for variant in (SHIPPED, *LOOKED_FOR)}
    heights = {"usual": heights_off(np.array([CHEST[0], WAIST[0], HIP[0]]), rows)}
    for error_cm in JOINT_ERRORS_CM:
        levels = levels_by_joints(rows, others, error_cm)
        ways[placed_by(error_cm)] = errors(rows, lambda body, i, levels=levels: widths_at(body, levels[i]))
        heights[placed_by(error_cm)] = heights_off(levels, rows)
    exact = shares(rows, LEVELS)
    ways["at each person's own heights, as if they were known"] = errors(rows, lambda body, i: widths_at(body, exact[i]))
    return ways, heights


def errors(rows, read_widths):
    """Mean absolute errors of circumferences, cm, by widths that `read_widths(body, index)` reads."""
    rng = np.random.default_rng(SEED + 1)
    measures, heights = columns(rows, COLUMNS), columns(rows, HEIGHTS)
    inputs = measures.copy()
    for i, row in enumerate(measures):
        inputs[i, 2:] = read_widths(Body(rng, heights[i], row), i)
        inputs[i, 1] += rng.normal(0, OUTLINE_CM)
    nobody = np.full(len(rows), 0.5)
    return by_girth(
        np.abs(predict(model, inputs, nobody) - columns(rows, [CIRCUMFERENCES[name]])[:, 0]).mean()
        for name, model in shipped().items()
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    everybody = read(parser.parse_args().data_dir / "ansur2")
    order = np.random.default_rng(SEED).permutation(len(everybody))
    ways, heights = measured([everybody[i] for i in order[:PEOPLE]], [everybody[i] for i in order[PEOPLE:]])
    report = {
        "sha256": sha256_of(REGRESSION), "n": PEOPLE, "seed": SEED, "data": "ANSUR II", "unit": "cm", "ways": ways,
        "heights_off_percent_of_stature": heights,
    }  # fmt: skip
    write_json(EVALUATION / "body-reading.json", report)
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
