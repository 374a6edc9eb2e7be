"""Asks what it brings to look for chest, waist and hip on the body, or to place them by the joints of shoulder and hip,
instead of reading them where people have them on the average. Prints a table; needs numpy and ANSUR II alone.

    python3 -m training.body.evaluate_reading --data-dir DATA_DIR

The bodies are the profiles of `training/person/figures.py` by the measures of real people, with an outline's error of 0.7 cm; the
circumferences are those people's own. Between the measured heights the profiles are made up, so that a gain here
would be a hint, and no gain is an answer.

Joints are ANSUR's acromion and trochanterion, each off by a normal error; the heights of chest, waist and hip are
regressed on them by least squares, over people whom the table doesn't measure, whose joints are off by as much.
"""

import argparse
from pathlib import Path

import numpy as np

from training.body.fit import COLUMNS, columns, read, predict
from training.shared.places import REGRESSION

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


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--data-dir", type=Path, required=True)
    everybody = read(parser.parse_args().data_dir / "ansur2")
    order = np.random.default_rng(SEED).permutation(len(everybody))
    rows, others = [everybody[i] for i in order[:PEOPLE]], [everybody[i] for i in order[PEOPLE:]]
    print("mean absolute error, cm".ljust(40), *(name.rjust(6) for name in CIRCUMFERENCES))
    for variant in ("as shipped", "chest where the side is deepest", "waist where front times side is least",
                    "hip widest within two deviations", "hip at its usual height"):  # fmt: skip
        show(variant, rows, lambda body, _, variant=variant: widths(body, variant))
    for error_cm in JOINT_ERRORS_CM:
        levels = levels_by_joints(rows, others, error_cm)
        off = np.abs(levels - shares(rows, LEVELS)).mean(0) * 100
        show(f"placed by joints {error_cm} cm off", rows, lambda body, i, levels=levels: widths_at(body, levels[i]))
        print("    heights off by, % of stature".ljust(40), *(f"{share:6.2f}" for share in off))
    usual = np.array([CHEST[0], WAIST[0], HIP[0]])
    off = np.abs(usual - shares(rows, LEVELS)).mean(0) * 100
    print("usual heights off by, % of stature".ljust(40), *(f"{share:6.2f}" for share in off))
    exact = shares(rows, LEVELS)
    show("at each person's own heights", rows, lambda body, i: widths_at(body, exact[i]))


def show(name, rows, read_widths):
    """Prints the errors of widths read by `read_widths(body, index)`."""
    rng = np.random.default_rng(SEED + 1)
    measures, heights = columns(rows, COLUMNS), columns(rows, HEIGHTS)
    inputs = measures.copy()
    for i, row in enumerate(measures):
        inputs[i, 2:] = read_widths(Body(rng, heights[i], row), i)
        inputs[i, 1] += rng.normal(0, OUTLINE_CM)
    nobody = np.full(len(rows), 0.5)
    errors = [np.abs(predict(model, inputs, nobody) - columns(rows, [CIRCUMFERENCES[name]])[:, 0]).mean()
              for name, model in shipped().items()]  # fmt: skip
    print(name.ljust(40), *(f"{error:6.2f}" for error in errors))


if __name__ == "__main__":
    main()
