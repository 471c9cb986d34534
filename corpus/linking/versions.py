"""Two versions of one article: what became of each quote, told from the printed words.

Extraction may read two versions differently where nothing was changed, so nothing is held to be
lost, gained or changed but what the texts bear out: lost is a quote whose words the newer text no
longer prints, gained one whose words the older text did not have. Words are compared folded for
case and typographic apostrophes; punctuation and ellipses are no words.
"""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from corpus import names
from corpus.linking.comparing import tokens
from corpus.models import Article, BlockKind, SpeakerKind

ALIKE_FROM = 0.5
"""From this share of words in common on, two quotes of one speaker are one that was reworded."""

SAME_SENTENCE_FROM = 0.6
"""The same of the sentences around two quotes, where the quoted words alone have less in common."""

SAME_ARTICLE_FROM = 0.4
"""The share of the shorter text's runs of words that the other version of an article has too."""

REMNANT_OF = 3
"""How many times as long the whole is, at least, of which a page still has a remnant."""

REMNANT_SHARE = 0.6
"""The share of a remnant's runs of words that the whole has."""

_RUN = 5  # words in a row that two different articles seldom share
_FOUND = {SpeakerKind.PERSON, SpeakerKind.ORGANISATION}
_READ = {BlockKind.HEADLINE, BlockKind.PARAGRAPH, BlockKind.CAPTION}


class QuoteFate(StrEnum):
    """What became of a quote from one version of its article to the next."""

    KEPT = "kept"
    REWORDED = "reworded"  # the same utterance in other words
    REASSIGNED = "reassigned"  # to another speaker, whatever became of the words
    LOST = "lost"
    GAINED = "gained"


CORRECTED = frozenset({QuoteFate.REWORDED, QuoteFate.REASSIGNED, QuoteFate.LOST})
"""What those who read the earlier version should be told."""


@dataclass(frozen=True, slots=True)
class PrintedQuote:
    """A quote as one version prints it. `pieces` and `sentence` (what reports it) are verbatim.

    `speaker` is the resolved name; `certain` says whether that is certain within the article.
    """

    public_id: str
    pieces: tuple[str, ...]
    sentence: str | None = None
    speaker: str | None = None
    speaker_kind: SpeakerKind = SpeakerKind.UNRESOLVED
    certain: bool = True


@dataclass(frozen=True, slots=True)
class PrintedVersion:
    """A version's text and its quotes in the order of the text."""

    text: str
    quotes: tuple[PrintedQuote, ...]


@dataclass(frozen=True, slots=True)
class QuotePair:
    """What became of one quote: public ids in the older and newer version (None: not there)."""

    fate: QuoteFate
    before: str | None = None
    after: str | None = None


def compare_versions(before: PrintedVersion, after: PrintedVersion) -> tuple[QuotePair, ...]:
    """What became of the quotes of `before` in `after`; each quote is in one change at most.

    In the order of the newer text, then what was lost in the order of the older. A quote that only
    extraction no longer finds, or only now finds, is in none.
    """
    then, now = _Words(before.text), _Words(after.text)
    pairs = _pairs(before.quotes, after.quotes)
    partner = {id(new): old for old, new in pairs}
    taken = {id(old) for old, _ in pairs}
    changes: list[QuotePair] = []
    for new in after.quotes:
        old = partner.get(id(new))
        if old is not None:
            changes.append(QuotePair(_fate(old, new, then, now), old.public_id, new.public_id))
        elif not then.hold(new.pieces):
            changes.append(QuotePair(QuoteFate.GAINED, after=new.public_id))
    changes += (
        QuotePair(QuoteFate.LOST, before=old.public_id)
        for old in before.quotes
        if id(old) not in taken and not now.hold(old.pieces)
    )
    return tuple(changes)


def prints(text: str) -> Callable[[Iterable[str]], bool]:
    """Asks whether every piece stands in `text` word for word."""
    return _Words(text).hold


def reads_the_same(before: Article, after: Article) -> bool:
    """Whether nothing that a reader reads differs: what stands around an article may."""
    return _read(before) == _read(after)


def is_remnant(before: Article, after: Article) -> bool:
    """Whether of an article only a little is left, and nothing new: a teaser, not a new version.

    Such is what a page shows behind a paywall that is not marked, or a feed when the page fails.
    """
    whole, left = _keys(_body(before)), _keys(_body(after))
    if len(left) * REMNANT_OF > len(whole):
        return False
    runs, kept = _runs_of(left), _runs_of(whole)
    return len(runs & kept) >= REMNANT_SHARE * len(runs)


def may_be_one_article(before: str, after: str) -> bool:
    """Whether two texts may be versions of one article: much of the shorter one is in the other."""
    one, other = _runs(before), _runs(after)
    shorter = min(len(one), len(other))
    return shorter > 0 and len(one & other) >= SAME_ARTICLE_FROM * shorter


def may_be_one_speaker(one: str, other: str) -> bool:
    """Whether two resolved names may stand for one person: a surname and a full name may."""
    mine, theirs = names.core(one), names.core(other)
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    if min(len(mine), len(theirs)) < 2 or not names.same_spelling(mine[-1], theirs[-1]):
        return False
    return names.same_given(mine[0], theirs[0])


class _Words:
    """A text as its folded words, to ask whether it prints others."""

    def __init__(self, text: str) -> None:
        self._joined = f" {' '.join(_keys(text))} "

    def hold(self, pieces: Iterable[str]) -> bool:
        """Whether each piece's words stand in the text in one run; a piece without any does."""
        runs = (" ".join(_keys(piece)) for piece in pieces)
        return all(f" {run} " in self._joined for run in runs if run)


def _keys(text: str) -> list[str]:
    return [token.key for token in tokens(text) if not token.is_ellipsis]


def _runs(text: str) -> set[tuple[str, ...]]:
    return _runs_of(_keys(text))


def _runs_of(keys: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(keys[at : at + _RUN]) for at in range(len(keys) - _RUN + 1)}


def _body(article: Article) -> str:
    """The paragraphs: what an article tells."""
    spans = (block.span for block in article.blocks if block.kind is BlockKind.PARAGRAPH)
    return "\n".join(article.text[span.start : span.end] for span in spans)


def _read(article: Article) -> Hashable:
    blocks = (
        (block.kind, article.text[block.span.start : block.span.end])
        for block in article.blocks
        if block.kind in _READ
    )
    day = article.publication.day
    return article.headline, article.outlet, article.author, day, tuple(blocks)


def _fate(old: PrintedQuote, new: PrintedQuote, then: _Words, now: _Words) -> QuoteFate:
    if _reassigned(old, new, then, now):
        return QuoteFate.REASSIGNED
    if _said(old) == _said(new) or (now.hold(old.pieces) and then.hold(new.pieces)):
        return QuoteFate.KEPT
    return QuoteFate.REWORDED


def _reassigned(old: PrintedQuote, new: PrintedQuote, then: _Words, now: _Words) -> bool:
    """Both versions name somebody, not the same, and not in a sentence that both print."""
    if not (old.speaker and new.speaker and {old.speaker_kind, new.speaker_kind} <= _FOUND):
        return False
    if not (old.certain and new.certain) or may_be_one_speaker(old.speaker, new.speaker):
        return False
    if old.sentence is None or new.sentence is None:
        return True
    return not (now.hold([old.sentence]) and then.hold([new.sentence]))


def _pairs(
    before: Sequence[PrintedQuote], after: Sequence[PrintedQuote]
) -> list[tuple[PrintedQuote, PrintedQuote]]:
    """Each quote with what it has become: the same words first, then the most alike."""
    pairs = list(_same_words(before, after))
    old_taken, new_taken = {id(old) for old, _ in pairs}, {id(new) for _, new in pairs}
    olds = [old for old in before if id(old) not in old_taken]
    news = [new for new in after if id(new) not in new_taken]
    ranked = sorted(_alike(olds, news), key=lambda found: (-found[0], found[1:]))
    for _, at_old, at_new in ranked:
        old, new = olds[at_old], news[at_new]
        if id(old) not in old_taken and id(new) not in new_taken:
            old_taken.add(id(old))
            new_taken.add(id(new))
            pairs.append((old, new))
    return pairs


def _same_words(
    before: Sequence[PrintedQuote], after: Sequence[PrintedQuote]
) -> Iterator[tuple[PrintedQuote, PrintedQuote]]:
    """Word for word the same: where words stand twice, those of one speaker, then in order."""
    waiting: defaultdict[tuple[str, ...], list[PrintedQuote]] = defaultdict(list)
    for old in before:
        waiting[_said(old)].append(old)
    for new in sorted(after, key=lambda new: _of_same_speaker(new, waiting[_said(new)]) is None):
        olds = waiting[_said(new)]
        if olds:
            old = _of_same_speaker(new, olds) or olds[0]
            olds.remove(old)
            yield old, new


def _of_same_speaker(new: PrintedQuote, olds: Sequence[PrintedQuote]) -> PrintedQuote | None:
    return next((old for old in olds if old.speaker == new.speaker), None)


def _alike(
    olds: Sequence[PrintedQuote], news: Sequence[PrintedQuote]
) -> Iterator[tuple[float, int, int]]:
    """Pairs that may be one quote reworded, by how alike they are."""
    cut = [(_said(old), _keys(old.sentence or "")) for old in olds]
    for at_new, new in enumerate(news):
        said, sentence = _said(new), _keys(new.sentence or "")
        for at_old, (said_before, sentence_before) in enumerate(cut):
            if alike := _alike_words(said_before, said, ALIKE_FROM):
                alike += 1.0
            elif sentence_before and sentence:
                alike = _alike_words(sentence_before, sentence, SAME_SENTENCE_FROM)
            if alike and not _other_speakers(olds[at_old], new):
                yield alike, at_old, at_new


def _other_speakers(old: PrintedQuote, new: PrintedQuote) -> bool:
    """Other words by another speaker are another quote."""
    both = bool(old.speaker and new.speaker)
    return both and not may_be_one_speaker(old.speaker or "", new.speaker or "")


def _alike_words(one: Sequence[str], other: Sequence[str], least: float) -> float:
    """The share of words that stand in both in one order; 0 where it is below `least`."""
    return Indel.normalized_similarity(one, other, score_cutoff=least)


def _said(quote: PrintedQuote) -> tuple[str, ...]:
    return tuple(key for piece in quote.pieces for key in _keys(piece))
