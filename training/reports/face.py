"""Tables of the face nets."""

from training.reports.markdown import label, percent, report, table


def rendered():
    """Rendered faces, by skin tone: how many each net finds, and how far its points are off."""
    new, old = report("face-landmarks-v1.1")["rendered"], report("face-landmarks-v1.0")["rendered"]
    rows = [
        (label(group, row), row["n"], percent(row["found"]), percent(new[group]["found"]),
         f"{row['median_error']:.3f}", f"{new[group]['median_error']:.3f}")
        for group, row in old.items()
    ]  # fmt: skip
    return table(("RENDERED faces", "n", "found v1.0", "v1.1", "median error v1.0", "v1.1"), rows)
