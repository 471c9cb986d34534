"""The sample articles of the demo: twelve articles of four invented outlets.

The events and the words spoken in public are those of March and April 2022; every other sentence
was written for this project. They load in the demo or on request, never into a real guild.
"""

from collections.abc import Iterator
from importlib.resources import files

SUFFIXES = (".txt", ".html")


def samples() -> Iterator[tuple[str, bytes]]:
    """Name and raw bytes of each sample, the earliest published first."""
    folder = files(__name__)
    for file in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(SUFFIXES):
            yield file.name, file.read_bytes()
