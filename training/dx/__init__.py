"""Names a lesion (`models/lesion-dx/`). Start with `train.py`; `publish.py` measures it out of fold and ships it."""
