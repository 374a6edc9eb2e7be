"""The worker of the peer: a Celery task that reads a photo from disk, finds lesions in it and answers with them."""

import json
import os
from pathlib import Path

import numpy as np
import torch
from celery import Celery
from PIL import Image

MODELS = Path(os.environ["PEER_MODELS"])
BROKER = os.environ["PEER_REDIS"]
MIN_SCORE = 0.25
WORKING_LONG_SIDE = 640

app = Celery("peer", broker=BROKER, backend=BROKER)
app.conf.update(task_acks_late=True, worker_prefetch_multiplier=1, task_serializer="json", result_expires=600)


class Model:
    """The lesion model that is active in our manifest."""

    def __init__(self):
        torch.set_num_threads(1)
        entries = json.loads((MODELS / "models.json").read_text())["models"]
        entry = next(e for e in entries if e["task"] == "lesion" and e.get("active"))
        self.width, self.height = entry["input"]["width"], entry["input"]["height"]
        self.net = torch.jit.load(str(MODELS / entry["file"]))

    def find(self, photo):
        """Boxes in input pixels and scores."""
        with torch.inference_mode():
            candidates, _ = self.net(torch.from_numpy(self.letterbox(photo))[None])
        return [[round(v, 2) for v in row[:5].tolist()] for row in candidates[0] if row[4] >= MIN_SCORE]

    def letterbox(self, photo):
        scale = min(self.width / photo.width, self.height / photo.height)
        small = photo.resize((round(photo.width * scale), round(photo.height * scale)), Image.BILINEAR)
        canvas = Image.new("RGB", (self.width, self.height), (114, 114, 114))
        canvas.paste(small, ((self.width - small.width) // 2, (self.height - small.height) // 2))
        return np.array(canvas)


model = None  # loaded in each worker process, after the fork


def decoded(file):
    """The photo, decoded at the smallest of JPEG's own scales that keeps WORKING_LONG_SIDE pixels."""
    photo = Image.open(file)
    photo.draft("RGB", (WORKING_LONG_SIDE, WORKING_LONG_SIDE))
    return photo.convert("RGB")


@app.task
def analyse(file):
    global model
    if model is None:
        model = Model()
    return model.find(decoded(file))
