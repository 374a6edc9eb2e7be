"""How the shipped lesion file bears light, blur and hair, by skin tone, on generated scenes.

    python3 -m training.lesion.disturb --model models/lesion/v1.2/model.pt

Writes evaluation/<name>-<version>-generated.json. The scenes come from the generator that also made training scenes
(from other seeds), so this shows how robust the file is, and nothing about patients; it is kept apart for that reason.
Every scene has one lesion and is measured plain and under each disturbance.
"""

import argparse
from pathlib import Path

import numpy as np
import torch
from PIL import Image, ImageFilter

from training.lesion.evaluate import SIZE, examine, summarise
from training.lesion.scenes import KINDS, draw_scene, hair
from training.shared.files import sha256_of, write_json
from training.shared.groups import tone_of
from training.shared.places import EVALUATION

SEED, MIN_SCORE = 970_000, 0.25
HAIR = 0.1  # how light the hairs are, 0..1


def lit(gain):
    """Exposure, or the light's colour, as gains of red, green and blue."""
    return lambda image, rng: np.clip(image * np.asarray(gain), 0, 255).astype(np.uint8)


def blurred(sigma):
    return lambda image, rng: np.array(Image.fromarray(image).filter(ImageFilter.GaussianBlur(sigma)))


def hairy(image, rng):
    cover = hair(rng, image.shape[:2])[..., None] * 0.9
    return (image * (1 - cover) + 255 * HAIR * cover).astype(np.uint8)


DISTURBANCES = {
    "plain": lambda image, rng: image,
    "light x 0.5": lit((0.5, 0.5, 0.5)),
    "light x 1.4": lit((1.4, 1.4, 1.4)),
    "warm light": lit((1.15, 1.0, 0.7)),
    "cool light": lit((0.8, 1.0, 1.2)),
    "blur, sigma 2 px": blurred(2),
    "blur, sigma 4 px": blurred(4),
    "hair": hairy,
}


def cases(model, count):
    """One case per scene and disturbance."""
    for i in range(count):
        rng = np.random.default_rng([SEED, i])
        place = (rng.uniform(80, SIZE - 80, 2), np.exp(rng.uniform(np.log(12), np.log(60))))
        scene = draw_scene(rng, (SIZE, SIZE), [place], KINDS[i % 2], extras=False)
        for name, disturb in DISTURBANCES.items():
            image = disturb(scene.image, rng)
            yield examine(model, image, scene.labels, tone=tone_of(scene.ita), disturbance=name)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--model", type=Path, required=True, help="models/<name>/<version>/model.pt")
    parser.add_argument("--scenes", type=int, default=120)
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    measured = list(cases(torch.jit.load(str(arguments.model)).eval(), arguments.scenes))
    tones = sorted({case.tags["tone"] for case in measured})
    name = f"{arguments.model.parent.parent.name}-{arguments.model.parent.name}"
    report = {
        "what": "generated scenes: robustness of the file, nothing about patients",
        "sha256": sha256_of(arguments.model),
        "generated": {
            disturbance: {
                tone: summarise(
                    [c for c in measured if c.tags["disturbance"] == disturbance and tone in ("all", c.tags["tone"])],
                    MIN_SCORE,
                )
                for tone in ["all", *tones]
            }
            for disturbance in DISTURBANCES
        },
    }
    write_json(EVALUATION / f"{name}-generated.json", report)
    for disturbance, rows in report["generated"].items():
        print(disturbance, {tone: (row["n"], row["mask_miou"], row["box_ap50"]) for tone, row in rows.items()})


if __name__ == "__main__":
    main()
