"""One utterance, many wordings: trimmed, bracketed, direct in one and reported in another.

Two wordings are one utterance when they share a run of words that somebody chose, nobody else is
held to have said them, and the days allow it. The same person saying it again on another day is
another utterance, and a rival who repeats the words makes his own. The longest shared run of words
is the strongest single sign of reuse (Clough and others, "METER: MEasuring TExt Reuse", ACL 2002).
"""

import math
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import combinations

from corpus.linking.words import LITTLE, Words, covered, surname, telling_run, words
from corpus.models import QuoteKind, SpeakerKind

SAME_FROM = 0.5
"""From this score on, two wordings are one utterance."""

RUN_CAP = 6.0  # a run of about eight words is proof; more of it proves no more
MIDDLE = 6.5  # evidence of this weight is a toss-up
_SLOPE = 1.5
DAY_COST = 0.6
DAYS_CAP = 10
_RECALLS = re.compile(
    r"\b(?:(?:may|might|will|do) (?:remember|recall)"
    r"|as (?:i|we)(?:['’]ve| have)? (?:said|told|called)"
    r"|criticis?z?ed for (?:saying|calling)|(?:i|we) said (?:then|before|at the time))\b",
    re.IGNORECASE,
)
_LONG = 8  # words that two persons do not choose alike
_PRONOUN = re.compile("he|she|they", re.IGNORECASE)
FARTHEST = 14  # days apart, beyond which wordings are not even compared when grouping


@dataclass(frozen=True, slots=True)
class Wording:
    """One printed wording of an utterance.

    `pieces` are verbatim. `speaker` is the name across the library, None where it is not resolved.
    `day` is when it was said, or the article's own day where the article does not tell; `day_told`
    says that the article itself names the day. `group` is the utterance it belongs to already.
    `printed` is the source as it stands near the words ("he", "the mayor").
    """

    public_id: str
    pieces: tuple[str, ...]
    kind: QuoteKind
    article_id: str
    speaker: str | None = None
    speaker_kind: SpeakerKind = SpeakerKind.UNRESOLVED
    day: date | None = None
    day_told: bool = False
    group: str | None = None
    printed: str | None = None

    @property
    def words(self) -> Words:
        """Its words, weighed."""
        return words(self.pieces, self.kind is QuoteKind.DIRECT)


@dataclass(frozen=True, slots=True)
class Judgement:
    """Whether two wordings are one utterance: `score` from 0 to 1, and on what it rests.

    `evidence` is the most telling run of words that both share, as one of them prints it; `barred`
    says that no words can make them one: two persons said them, or on two days, or one is about
    the other's speaker.
    """

    score: float
    same: bool
    evidence: str
    barred: bool


def same_utterance(a: Wording, b: Wording) -> Judgement:
    """Judge whether `a` and `b` are one utterance in two wordings; the order does not matter."""
    first, second = sorted((a, b), key=lambda wording: wording.pieces)
    run = telling_run(first.words, second.words)  # of equally telling runs, the same both ways
    evidence = min(run.weight, RUN_CAP) + min(run.quoted_weight, RUN_CAP)
    evidence += 3.0 * covered(a.words, b.words)
    evidence += _by_speaker(a, b) - DAY_COST * _days_between(a, b)
    is_barred = barred(a, b)
    score = 1.0 / (1.0 + math.exp((MIDDLE - evidence) / _SLOPE))
    if is_barred:
        score *= 0.4  # below SAME_FROM whatever the words are, and still ranked by them
    return Judgement(score, score >= SAME_FROM, " ".join(run.words), is_barred)


def group(wordings: Sequence[Wording]) -> tuple[tuple[str, ...], ...]:
    """Groups of public ids that are one utterance, singles too, in the order given.

    Surest pairs join first; two groups never join where any two of their wordings are barred, so a
    chain of trimmed wordings cannot put one person's words into another's mouth.
    """
    by_id = {wording.public_id: wording for wording in wordings}
    groups = {public_id: [public_id] for public_id in by_id}
    for _, a, b in _ranked_pairs(wordings):
        one, other = groups[a], groups[b]
        if one is other or _any_barred(by_id, one, other):
            continue
        one.extend(other)
        for public_id in other:
            groups[public_id] = one
    order = {public_id: at for at, public_id in enumerate(by_id)}
    unique = {tuple(sorted(members, key=order.__getitem__)) for members in groups.values()}
    return tuple(sorted(unique, key=lambda members: order[members[0]]))


def _ranked_pairs(wordings: Sequence[Wording]) -> list[tuple[float, str, str]]:
    """All pairs judged the same, the surest first."""
    pairs: list[tuple[float, str, str]] = []
    for a, b in _candidates(wordings):
        judgement = same_utterance(a, b)
        if judgement.same:
            pairs.append((-judgement.score, a.public_id, b.public_id))
    return sorted(pairs)


def _candidates(wordings: Sequence[Wording]) -> list[tuple[Wording, Wording]]:
    """Pairs worth comparing, found by the telling words they share."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, wording in enumerate(wordings):
        for stem, weight in wording.words.telling.items():
            if weight > LITTLE:
                holders[stem].append(at)
    pairs = {pair for held in holders.values() for pair in combinations(held, 2)}
    ordered = ((wordings[a], wordings[b]) for a, b in sorted(pairs))
    return [(a, b) for a, b in ordered if worth_comparing(a, b)]


def worth_comparing(a: Wording, b: Wording) -> bool:
    """Near enough in time, and with telling words in common."""
    if a.day and b.day and abs((a.day - b.day).days) > FARTHEST:
        return False
    mine, theirs = a.words.telling, b.words.telling
    return math.fsum(mine[stem] for stem in mine.keys() & theirs.keys()) >= 1.0


def barred(a: Wording, b: Wording) -> bool:
    """No words can make the two one utterance."""
    return (
        _two_persons(a, b)
        or _two_days(a, b)
        or _looks_back(a, b)
        or _speaks_of(a, b)
        or _speaks_of(b, a)
    )


def _any_barred(by_id: dict[str, Wording], one: list[str], other: list[str]) -> bool:
    """Any two of two groups are barred."""
    return any(barred(by_id[a], by_id[b]) for a in one for b in other)


def _may_be_one(a: str, b: str) -> bool:
    """Whether two names may be one speaker: the same surname, or one within the other."""
    return surname(a) == surname(b) or a.casefold() in b.casefold() or b.casefold() in a.casefold()


def _two_persons(a: Wording, b: Wording) -> bool:
    """Two different persons are held to have said it.

    Where one article's "he" is held for somebody else than who is named for the very same words in
    another of that day, it is the pronoun that is mistaken.
    """
    both_persons = a.speaker_kind is b.speaker_kind is SpeakerKind.PERSON
    two = both_persons and a.speaker and b.speaker and not _may_be_one(a.speaker, b.speaker)
    return bool(two and not (_word_for_word(a, b) and (_is_pronoun(a) or _is_pronoun(b))))


def _is_pronoun(wording: Wording) -> bool:
    return _PRONOUN.fullmatch(wording.printed or "") is not None


def _word_for_word(a: Wording, b: Wording) -> bool:
    """Both are the same long words, and the days are the same or neighbours."""
    near = a.day is not None and b.day is not None and abs((a.day - b.day).days) <= 1
    return near and a.words.stems == b.words.stems and len(a.words.stems) >= _LONG


def _two_days(a: Wording, b: Wording) -> bool:
    """Both articles name the day, and the days differ by more than a late evening."""
    return bool(a.day_told and b.day_told and a.day and b.day and abs((a.day - b.day).days) > 1)


def _looks_back(a: Wording, b: Wording) -> bool:
    """One of them recalls words said before: it was said later than they were."""
    if a.day is not None and a.day == b.day:
        return False
    return _recalls(a.pieces) != _recalls(b.pieces)


@lru_cache(maxsize=4096)
def _recalls(pieces: tuple[str, ...]) -> bool:
    """A new article's wordings are each compared with many, and one of those with many new ones."""
    return any(_RECALLS.search(piece) for piece in pieces)


def _by_speaker(a: Wording, b: Wording) -> float:
    """What the speakers say for (or against) one utterance."""
    if not (a.speaker and b.speaker):
        return 0.0
    return 1.0 if _may_be_one(a.speaker, b.speaker) else -1.0


def _speaks_of(a: Wording, b: Wording) -> bool:
    """`a` names the speaker of `b`, as a rival or a reporter would and the speaker would not."""
    if b.speaker_kind is not SpeakerKind.PERSON or not b.speaker:
        return False
    if a.speaker and _may_be_one(a.speaker, b.speaker):
        return False
    name = surname(b.speaker)
    return any(surname(word) == name for word in a.words.printed if word[0].isupper())


def _days_between(a: Wording, b: Wording) -> int:
    """Whole days between the two, at most ten; one where a day is not known."""
    if a.day is None or b.day is None:
        return 1
    return min(abs((a.day - b.day).days), DAYS_CAP)
