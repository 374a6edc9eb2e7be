"""Tables of the body: circumferences on ANSUR II (body/fit.py), from both pictures, and where widths are read; the pose net."""

from training.reports.markdown import label, percent, report, table
from training.shared.groups import ENOUGH

GROUP_KINDS = ("women", "men", "race", "bmi", "shape")  # in this order


def targets():
    """What the fitted circumferences are off, held out."""
    rows = []
    for target, row in report("body-v1.0")["views"]["front_side"]["targets"].items():
        worst = row["worst_group"]
        figures = [row[key] for key in ("mae_sex_known_cm", "mae_cm", "mae_noise_1cm_sex_known", "mae_noise_1cm")]
        rows.append((plain(target), *(f"{value:.2f}" for value in figures),
                     f"{plain(worst['group'])} {worst['mae_cm']:.2f} (+{worst['gap_cm']:.2f})"))  # fmt: skip
    return table(("", "sex known", "sex unknown", "sex known, 1 cm noise", "sex unknown, 1 cm noise",
                  "worst group of 30 or more, sex unknown"), rows)  # fmt: skip


def groups():
    """The same by sex, race, BMI and body shape, sex unknown."""
    measures = report("body-v1.0")["views"]["front_side"]["targets"]
    girths = [measures[f"{name}_circumference"]["groups"] for name in ("chest", "waist", "hip")]
    order = sorted(girths[0], key=lambda name: (GROUP_KINDS.index(name.split("_")[0]), -girths[0][name]["n"]))
    rows = []
    for name in order:
        n = girths[0][name]["n"]
        figures = [girth[name][key] for key in ("mae_cm", "mae_noise_1cm") for girth in girths]
        rows.append((plain(name), f"{n} (few)" if n < ENOUGH else n, *(f"{value:.2f}" for value in figures)))
    return table(("sex unknown", "n", "chest", "waist", "hip", "chest, 1 cm noise", "waist, 1 cm noise", "hip, 1 cm noise"), rows)


def plain(name):
    return name.removeprefix("shape_").replace("bmi_quartile", "BMI quartile").replace("_", " ")


def reading():
    """What ways of placing chest, waist and hip are off."""
    rows = [(way, *(f"{value:.2f}" for value in girths.values())) for way, girths in report("body-reading")["ways"].items()]
    return table(("mean absolute error, cm", "chest", "waist", "hip"), rows)


def pose():
    """How sure the pose net is of a trunk."""
    figures = report("pose-v1.0")
    kinds = dict(figures["trunk"])
    for view, tones in figures["tone"].items():
        kinds |= {label(f"generated, {view}, {tone}", row): row for tone, row in tones.items()}
    rows = [
        (kind, row["n"], *(f"{row[key]:.2f}" for key in ("least", "median", "greatest")), percent(row["with_a_trunk"]))
        for kind, row in kinds.items()
    ]
    return table(("pictures", "n", "least", "median", "greatest", f"at or above {figures['least_sureness']}"), rows)
