"""Where things lie in the repository, whatever the folder a command is run from."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "models"
TRAINING = ROOT / "training"
EVALUATION = TRAINING / "evaluation"
WORK = TRAINING / "work"  # checkpoints, not in the repository
REGRESSION = ROOT / "imaging/src/main/resources/io/dermflow/imaging/body/regression.csv"
