"""HTML to an Article: trafilatura finds the text, the page's tags tell the rest."""

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from corpus.errors import UnreadableSource
from corpus.models import PARTIAL, Article, BlockKind
from corpus.reading import facts, intricacy, language, lexicon, markup, paywall
from corpus.reading.blocks import segment
from corpus.reading.decode import clean
from corpus.reading.markup import Element
from corpus.reading.metadata import page_facts

# trafilatura's own elements that begin a paragraph.
_PARAGRAPHS = {"p", "head", "quote", "list", "item", "table", "row", "div", "graphic", "code"}
_MARKS = (
    (
        BlockKind.CAPTION,
        "//figcaption | //*[contains(@class, 'caption') or contains(@class, 'photo-credit')]",
    ),
    (
        BlockKind.BYLINE,
        "//*[@rel='author' or @itemprop='author' or contains(@class, 'byline')]",
    ),
    (BlockKind.DATELINE, "//time"),
)
# What a class name calls a caption, but is longer than this, is more than one.
_LONGEST_MARK = 600
_SPACES = re.compile(r"[ \t\r]+")
_BREAK = "\n\n"


class _Part(NamedTuple):
    """One extracted paragraph."""

    text: str
    heading: bool


def read_page(
    html: str,
    *,
    headline: str | None = None,
    published: date | None = None,
    outlet: str | None = None,
    address: str | None = None,
) -> Article:
    """Read a decoded page as one article.

    The text is what trafilatura extracts, paragraphs parted by blank lines; offsets count into it.
    `headline`, `published` and `outlet` are what the caller knows; they win over what the page
    says. `address` is where it came from; the page's canonical address replaces it where it is of
    the same site. A page that shows only a part of its article is marked so and not readable.
    Raises UnreadableSource where the page holds no article, or is made to be unreadable.
    """
    name = address or ""
    html, notes = clean(html)
    if intricacy.is_too_intricate(html):
        raise UnreadableSource("error.source.too_intricate", name=name)
    tree = markup.parse(html)
    if tree is None:
        raise UnreadableSource("error.source.no_text", name=name)
    tags = page_facts(tree)
    marks = _marks(tree)  # before the extraction, which takes the tree apart
    page = paywall.seen(tree)
    body = markup.article_body(tree)
    parts = list(_parts(body)) if body is not None else []
    text = _BREAK.join(part.text for part in parts)
    if not any(character.isalnum() for character in text):
        raise UnreadableSource("error.source.no_text", name=name)
    blocks = segment(
        text,
        headline=headline or tags.headline,
        outlet=outlet or tags.outlet,
        marked=_marked(parts, marks),
    )
    stated = facts.stated(text, blocks)
    tongue = language.language_of(text, blocks)
    part = tags.locked or paywall.is_part(text, blocks, page=page, fetched=_is_web(address))
    return Article(
        text=text,
        blocks=blocks,
        headline=headline or tags.headline or stated.headline,
        outlet=outlet or tags.outlet or stated.outlet,
        author=tags.author or stated.author,
        publication=facts.choose(published, stated.published, tags.published, stated.updated),
        language=tongue.code,
        readable=tongue.readable and not part,
        notes=(
            *notes,
            *(() if tongue.readable else (language.NOTE,)),
            *((PARTIAL,) if part else ()),
        ),
        address=_own_address(tags.address, address),
    )


def _is_web(address: str | None) -> bool:
    return address is not None and address.startswith(("http://", "https://"))


def _own_address(canonical: str | None, fetched: str | None) -> str | None:
    """The canonical address; but a page that was fetched speaks for addresses of its site only."""
    if canonical is None or (_is_web(fetched) and not _is_same_site(canonical, fetched or "")):
        return fetched
    return canonical


def _is_same_site(one: str, other: str) -> bool:
    try:
        hosts = [urlsplit(address).hostname or "" for address in (one, other)]
    except ValueError:
        return False
    short, long = sorted((host.removeprefix("www.") for host in hosts), key=len)
    return bool(short) and (long == short or long.endswith(f".{short}"))


def _parts(body: Element) -> Iterator[_Part]:
    """The paragraphs of an extracted article, white space within them made single."""
    pieces = [body.text or ""]
    heading = False
    for event, element in markup.walk(body):
        if element.tag in _PARAGRAPHS:
            yield from _part(pieces, heading=heading)
            pieces = []
            heading = event == "start" and element.tag == "head"
        elif event == "start" and element.tag == "lb":
            pieces.append("\n")
        elif event == "end" and element.tag == "cell":
            pieces.append(" ")
        words = element.text if event == "start" else element.tail
        pieces.append(words or "")
    yield from _part(pieces, heading=heading)


def _part(pieces: list[str], *, heading: bool) -> Iterator[_Part]:
    """The paragraph that `pieces` make, unless they are white space; <br> stays a line end."""
    lines = (_SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\n"))
    if text := "\n".join(line for line in lines if line):
        yield _Part(text, heading)


def _marks(tree: Element) -> dict[str, BlockKind]:
    """Texts that the page's own markup calls captions, bylines or times, without their spaces."""
    return {
        _bare("".join(element.itertext())): kind
        for kind, path in reversed(_MARKS)
        for element in tree.xpath(path)
        if 0 < len("".join(element.itertext()).strip()) <= _LONGEST_MARK
    }


def _marked(parts: list[_Part], marks: dict[str, BlockKind]) -> dict[int, BlockKind]:
    """The kinds that markup tells, by the offset at which a part begins in the joined text."""
    marked: dict[int, BlockKind] = {}
    start = 0
    for part in parts:
        kind = BlockKind.HEADLINE if part.heading else marks.get(_bare(part.text))
        if kind is not None and (part.heading or not lexicon.reports_speech(part.text)):
            marked[start] = kind
        start += len(part.text) + len(_BREAK)
    return marked


def _bare(text: str) -> str:
    return "".join(text.split())
