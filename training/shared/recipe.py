"""The recipe of a training: training/<room>/recipe.toml."""

import tomllib

from training.shared.places import TRAINING


def recipe(room):
    return tomllib.loads((TRAINING / room / "recipe.toml").read_text())


def phases(rows, kind):
    """Of the tables of a recipe, as `kind`."""
    return tuple(kind(**row) for row in rows)
