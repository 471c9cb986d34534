"""Files that are brought together: opened one after the other, as they are read."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import BinaryIO, Self

from bot.newsroom.answers import Failed
from bot.newsroom.ingest import Brought
from bot.newsroom.uploads import Upload
from corpus.errors import UnreadableSource
from corpus.sources.archive import Archive, Broken, Member, is_archive
from corpus.sources.file import load_file


@dataclass(slots=True)
class Files:
    """What is brought, in order, with what is known of all of it. No article over `max_bytes`.

    Iterating opens the files, and the members of archives, one at a time; a great many are never
    in memory together. What cannot be opened is given with the reason. As a context it closes the
    archives of the disk at its end.
    """

    max_bytes: int
    outlet: str | None = None
    published: date | None = None
    _items: list[Brought | tuple[str, Path] | Archive] = field(
        default_factory=list[Brought | tuple[str, Path] | Archive]
    )

    def __enter__(self) -> Self:
        """Nothing is open before archives are brought."""
        return self

    def __exit__(self, *error: object) -> None:
        """Close the archives; nothing in them can be had any more."""
        for item in self._items:
            if isinstance(item, Archive):
                item.close()

    def add(self, item: Brought) -> None:
        """Bring an upload that is in memory, or why there is none; archives are looked through."""
        if isinstance(item, Upload) and is_archive(item.name):
            self._look_through(item.name, io.BytesIO(item.data))
        else:
            self._items.append(item)

    def add_path(self, name: str, path: Path) -> None:
        """Bring a file from the disk under a name; archives are looked through and stay open."""
        if not is_archive(name):
            self._items.append((name, path))
            return
        try:
            self._look_through(name, path.open("rb"))
        except OSError as error:
            reason = error.strerror or ""
            refused = UnreadableSource("error.source.no_access", name=name, reason=reason)
            self._items.append(Failed(name, refused))

    def __len__(self) -> int:
        """How many articles there may be."""
        return sum(len(each) if isinstance(each, Archive) else 1 for each in self._items)

    def __iter__(self) -> Iterator[Brought]:
        """Each of them, or why it cannot be opened."""
        for item in self._items:
            if isinstance(item, Archive):
                yield from map(self._member, item)
            elif isinstance(item, tuple):
                yield self._loaded(*item)
            else:
                yield item

    def _look_through(self, name: str, file: BinaryIO) -> None:
        try:
            self._items.append(Archive(name, file, max_bytes=self.max_bytes))
        except UnreadableSource as error:
            file.close()
            self._items.append(Failed(name, error))

    def _member(self, member: Member | Broken) -> Brought:
        if isinstance(member, Broken):
            return Failed(member.name, member.error)
        return self._upload(*member)

    def _loaded(self, name: str, path: Path) -> Brought:
        try:
            return self._upload(name, load_file(path, max_bytes=self.max_bytes))
        except UnreadableSource as error:
            return Failed(name, error)

    def _upload(self, name: str, data: bytes) -> Upload:
        return Upload(name, data, outlet=self.outlet, published=self.published)
