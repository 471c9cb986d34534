"""Zip archives from a server on loopback that are small and would become large."""

import io
import zipfile
from collections.abc import Callable

import pytest

from corpus.errors import FetchFailed, UnreadableSource
from corpus.sources.archive import Archive
from corpus.sources.fetch import Door, Fetched
from corpus.sources.kinds import Kind
from tests.hostile.bombs import MIB
from tests.hostile.memory import bounded_memory
from tests.hostile.server import Site, says

ZIP = "application/zip"


def packed(*members: tuple[str, int]) -> bytes:
    """A zip archive of files of so many MiB of zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, mebibytes in members:
            with archive.open(name, "w") as member:
                for _ in range(mebibytes):
                    member.write(bytes(MIB))
    return file.getvalue()


def lying(archive: bytes) -> bytes:
    """The same archive, whose directory says of 100 MiB that they are a thousand bytes."""
    said, small = (100 * MIB).to_bytes(4, "little"), (1000).to_bytes(4, "little")
    assert archive.count(said) >= 1
    return archive.replace(said, small)


def nested(archive: bytes) -> bytes:
    """The archive within an archive."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as outer:
        outer.writestr("more.zip", archive)
    return file.getvalue()


async def fetched(site: Site, door: Door, body: bytes) -> Archive:
    site.answers["/articles.zip"] = says(body, Content_Type=ZIP)
    answer = await door.get(site.at("/articles.zip"), accept=Kind.FILE)
    assert isinstance(answer, Fetched)
    return Archive("articles.zip", io.BytesIO(answer.body))


@pytest.mark.parametrize(
    "members",
    [[("zeros.txt", 100)], [(f"{number}.txt", 20) for number in range(10)]],
    ids=["one file", "many files"],
)
async def test_a_hundred_megabytes_of_zeros_are_not_unpacked(
    site: Site, door: Door, members: list[tuple[str, int]]
) -> None:
    body = packed(*members)
    assert len(body) < 2 * MIB
    with bounded_memory(20 * MIB), pytest.raises(UnreadableSource) as raised:
        await fetched(site, door, body)
    assert raised.value.key == "error.source.archive_swells"


@pytest.mark.parametrize("disguise", [lying, nested])
async def test_zeros_in_disguise_are_not_unpacked(
    site: Site, door: Door, disguise: Callable[[bytes], bytes]
) -> None:
    body = disguise(packed(("zeros.txt", 100)))
    with bounded_memory(20 * MIB):
        members = list(await fetched(site, door, body))
    assert len(members) == 1
    assert isinstance(members[0][1], UnreadableSource)


async def test_an_archive_larger_than_is_taken_is_not_read(site: Site, door: Door) -> None:
    with bounded_memory(), pytest.raises(FetchFailed) as raised:
        await fetched(site, door, bytes(17 * MIB))
    assert raised.value.key == "error.fetch.too_large"
