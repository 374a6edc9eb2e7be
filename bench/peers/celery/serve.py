"""The doors of the peer: a photo goes to disk and its name to the queue; the state is asked for by id."""

import os
import uuid
from pathlib import Path

from fastapi import FastAPI, UploadFile
from work import analyse, app as celery

UPLOADS = Path(os.environ["PEER_UPLOADS"])
app = FastAPI()


@app.post("/analyze")
def accept(image: UploadFile):
    file = UPLOADS / f"{uuid.uuid4()}.jpg"
    file.write_bytes(image.file.read())
    return {"job_id": analyse.delay(str(file)).id}


@app.get("/analyze/{job}")
def state(job: str):
    result = celery.AsyncResult(job)
    done = result.state == "SUCCESS"
    return {"status": result.state, "result": result.result if done else None}
