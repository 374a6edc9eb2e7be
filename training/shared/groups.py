"""Groups of people or pictures, and how far they lie apart. Needs Python alone."""

ENOUGH = 30  # groups with fewer are shown, but marked `few`: no ground for a claim


def worst_gap(rows, metric):
    """How far the worst group of ENOUGH or more lies behind the best; None with fewer than two such groups.

    `rows` is {name: figures}; those of whom nothing is on record ("unknown") are a group like others.
    """
    large = {name: row[metric] for name, row in rows.items() if not row["few"] and row[metric] is not None}
    if len(large) < 2:
        return None
    worst, best = min(large, key=large.get), max(large, key=large.get)
    return {"metric": metric, "worst": worst, "best": best, "gap": round(large[best] - large[worst], 3)}
