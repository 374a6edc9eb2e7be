"""What was aimed at, what was reached, and how to measure it again: one table.

The first rows come from the reports in evaluation/. What has no report is held by a test of the build, which fails where
the bound is not kept.
"""

from training.reports.markdown import report, table, with_interval

DATA = "--data-dir DATA_DIR"
CROSSVAL = f"`python3 -m training.lesion.crossval {DATA} --backbone COCO_DIR --out FOLDER`"
DX = f"`python3 -m training.dx.evaluate {DATA} --work FOLDER --model FILE`"
ANSWERS = f"`python3 -m training.dx.answers {DATA} --work FOLDER --model FILE`"
FIT = f"`python3 -m training.body.fit {DATA}`"

# (what, aimed at, what the test prints or else holds, n, the test)
HELD_BY_TESTS = (
    ("rendered cards under random light: CIEDE2000 of the skin beside them", "< 1", "mean 0.07, worst 0.74", "20 lights", "CalibrateTest"),
    ("rendered cards: error of a length, marked card", "< 1 %", "mean 0.08 %, worst 0.31 %", "20 pictures", "FindCardTest"),
    ("rendered cards: error of a length, plain card", "< 1 %", "mean 0.02 % blue on light skin, 0.09 % white on dark; worst 0.34 %", "38 of 40 pictures", "FindCardTest"),
    ("CIEDE2000: the pairs of Sharma, Wu and Dalal (2005)", "published digits", "to 0.00005", "34 pairs", "Ciede2000Test"),
    ("L*a*b* under D65 and D50: 4 digits", "published digits", "to 0.00005", "8 colours", "LabTest"),
    ("Bradford, D65 to D50 and back", "published digits", "to 0.00000005", "18 entries", "LabTest"),
    ("co-occurrence: the matrix of Haralick's paper, as scikit-image 0.19", "published digits", "to 0.000001", "6 figures", "TextureTest"),
    ("local binary patterns, as scikit-image 0.19", "published digits", "equal", "25 places", "TextureTest"),
)


def of_lesions():
    """(what, aimed at, measured, n, reached, how)."""
    figures = report("lesion-crossval")["source"]
    for source, iou, precision in (("ISIC 2017", 0.80, 0.90), ("PAD-UFES-20", 0.70, 0.75)):
        row = figures[source]
        for what, key, aim in (("IoU of the outline", "mask_miou", iou), ("AP50 of the box", "box_ap50", precision)):
            yield f"lesions, {source}: {what}", f">= {aim:.2f}", with_interval(row, key), row["n"], row[key] >= aim, CROSSVAL


def of_diagnoses():
    picture = report("lesion-dx-v1.1")["malignant"]["against_rest"]
    answers = report("lesion-dx-v1.1-answers")["given"]["all"]
    for what, row, key, how in (
        ("by the picture alone", picture, "auc", DX), ("with age and six answers", answers, "malignant_auc", ANSWERS),
    ):  # fmt: skip
        yield f"malignant against the rest, {what}: AUC", ">= 0.85", with_interval(row, key), picture["n"], row[key] >= 0.85, how


def of_bodies():
    figures = report("body-v1.0")
    for name, clean in (("chest", 1.6), ("waist", 1.25), ("hip", 1.25)):
        row = figures["views"]["front_side"]["targets"][f"{name}_circumference"]
        for inputs, sex, aim, key in (
            ("inputs by tape", "known", clean, "mae_sex_known_cm"), ("inputs by tape", "unknown", clean, "mae_cm"),
            ("1 cm noise", "known", 2.2, "mae_noise_1cm_sex_known"), ("1 cm noise", "unknown", 2.2, "mae_noise_1cm"),
        ):  # fmt: skip
            what = f"{name}, {inputs}, sex {sex}: mean absolute error, cm"
            yield what, f"<= {aim}", with_interval(row, key, 2), figures["n"], row[key] <= aim, FIT


def of_all():
    rows = [
        (what, aim, measured, n, "yes" if reached else "**no**", how)
        for rows in (of_lesions(), of_diagnoses(), of_bodies())
        for what, aim, measured, n, reached, how in rows
    ]
    rows += [(*row, "yes", f"`{test}`") for *row, test in HELD_BY_TESTS]
    return table(("what", "aimed at", "measured (95 %)", "n", "reached", "measured by"), rows)
