"""What the search keeps in memory, table by table."""

from pathlib import Path

from storage.index.parts import arrays_of
from storage.index.saved import Index

TEXT = "texts.blob"
FILTERS = ("ids", "articles", "figures", "outlets", "days", "speakers", "held", "versions")


def resident() -> int:
    """The bytes of this process that are in memory (Linux)."""
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS"):
            return int(line.split()[1]) * 1024
    raise LookupError("VmRSS")


def tables(index: Index, items: int) -> None:
    """Print the bytes of every table of the quotes, and of all but the texts, for each item."""
    words = filters = 0
    for shelf in index.quotes.shelves:
        for name, array in arrays_of(shelf):
            print(f"  {name:28} {array.nbytes:12,} bytes  {array.nbytes / items:7.2f} an item")
            if name.startswith(FILTERS):
                filters += array.nbytes
            elif name != TEXT:
                words += array.nbytes
    print(f"beyond the texts: index of words {words / items:.1f} bytes an item,", end=" ")
    print(f"ids and filters {filters / items:.1f}")
    for library, view in index.views.items():
        arrays = [view.articles, view.people.rows, view.people.names, view.people.bearers]
        size = sum(array.nbytes for array in arrays) / items
        print(f"library {library}: articles and people {size:.2f} bytes an item")
