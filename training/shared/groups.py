"""Groups of people or pictures, and how far they lie apart. Needs Python alone."""

ENOUGH = 30  # groups with fewer are shown, but marked `few`: no ground for a claim


def tone_of(ita):
    """Coarse skin tone of a generated scene by its true ITA in degrees (Del Bino's classes, joined)."""
    if ita > 41:
        return "light (ITA > 41)"
    return "intermediate (10..41)" if ita > 10 else "dark (ITA < 10)"


def by_tone(cases, summary):
    """{tone: figures} of cases that know their `ita`, the darkest first; `summary` makes figures of some of them."""
    groups = {}
    for case in sorted(cases, key=lambda case: case.ita):
        groups.setdefault(tone_of(case.ita), []).append(case)
    return {tone: summary(group) for tone, group in groups.items()}


def worst_gap(rows, metric):
    """How far the worst group of ENOUGH or more lies behind the best; None with fewer than two such groups.

    `rows` is {name: figures}; those of whom nothing is on record ("unknown") are a group like others.
    """
    large = {name: row[metric] for name, row in rows.items() if not row["few"] and row[metric] is not None}
    if len(large) < 2:
        return None
    worst, best = min(large, key=large.get), max(large, key=large.get)
    return {"metric": metric, "worst": worst, "best": best, "gap": round(large[best] - large[worst], 3)}
