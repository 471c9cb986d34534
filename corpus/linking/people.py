"""One person in many articles: which printed people are the same, and on what evidence.

A full name joins its like whatever its accents and transliteration; a bare surname joins a person
only where nobody else of that surname is known or a role tells; two people of one surname stay
apart. Nothing is known here of anybody in particular, so every join can be told by its evidence.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from corpus import names
from corpus.descriptors import same_body, shared_descriptors
from corpus.matching import normalise
from corpus.models import SpeakerKind

RELATED_WITHIN = timedelta(days=400)
"""A bare surname is not joined to somebody whom no article has named for longer than this."""

_PROMINENT = 5  # so many times the articles of any other bearer make a bare surname likely his


class EvidenceKey(StrEnum):
    """What a join rests on; each is a key of the catalogue, filled with the two names."""

    SAME_NAME = "evidence.same_name"
    SPELLING = "evidence.spelling"
    NICKNAME = "evidence.nickname"
    INITIAL = "evidence.initial"
    MISPRINT = "evidence.misprint"
    SURNAME_ROLE = "evidence.surname_role"
    SURNAME_ONLY = "evidence.surname_only"
    SURNAME_PROMINENT = "evidence.surname_prominent"


@dataclass(frozen=True, slots=True)
class Figure:
    """One person or body of one article. `roles` as printed; `day` the article's printed day."""

    name: str
    article_id: str
    aliases: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    day: date | None = None
    kind: SpeakerKind = SpeakerKind.PERSON


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """A person or body that is known already, with every full name and role printed so far.

    `articles` is in how many articles; `last_day` the latest day of those that have one.
    """

    public_id: str
    names: tuple[str, ...]
    roles: tuple[str, ...] = ()
    articles: int = 1
    last_day: date | None = None
    kind: SpeakerKind = SpeakerKind.PERSON


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why two printed names are one person's: a key and the name that it was joined to."""

    key: EvidenceKey
    detail: str


@dataclass(frozen=True, slots=True)
class Placement:
    """Where a figure belongs: a known person, or (`public_id` None) somebody new.

    `certain` is False where a moderator may want to look.
    """

    public_id: str | None = None
    evidence: Evidence | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Linked:
    """One person behind figures of several articles, with the evidence for each figure's joining.

    `figures` are places in the sequence that was linked; the first has no evidence.
    """

    figures: tuple[int, ...]
    evidence: tuple[Evidence | None, ...]


def place(figure: Figure, known: Sequence[KnownPerson]) -> Placement:
    """Where one figure of a new article belongs among `known`."""
    return Directory(known).place(figure)


def link_people(figures: Sequence[Figure]) -> tuple[Linked, ...]:
    """The persons behind `figures`, in the order of their first figures.

    Full names are placed before bare surnames, so the order of articles does not matter to them.
    """
    directory = Directory(())
    members: dict[str, list[tuple[int, Evidence | None]]] = {}
    order = sorted(range(len(figures)), key=lambda at: (not _is_full(figures[at].name), at))
    for at in order:
        placement = directory.place(figures[at])
        public_id = placement.public_id or f"new-{at}"
        members.setdefault(public_id, []).append((at, placement.evidence))
        directory.add(public_id, figures[at])
    clusters = [sorted(each, key=lambda item: item[0]) for each in members.values()]
    clusters.sort(key=lambda each: each[0][0])
    return tuple(
        Linked(tuple(at for at, _ in each), tuple(evidence for _, evidence in each))
        for each in clusters
    )


@dataclass(slots=True)
class _Entry:
    """One known person while others are placed beside."""

    public_id: str
    names: dict[tuple[str, ...], str] = field(default_factory=dict[tuple[str, ...], str])
    roles: list[str] = field(default_factory=list[str])
    articles: int = 0
    last_day: date | None = None

    @property
    def full(self) -> list[tuple[str, ...]]:
        """The folded names of two words and more."""
        return [parts for parts in self.names if len(parts) > 1]


class Directory:
    """Known people by surname and given name, so that placing costs the same in a large library."""

    def __init__(self, known: Iterable[KnownPerson]) -> None:
        """Take everybody in `known` in."""
        self._entries: dict[str, _Entry] = {}
        self._by_word: defaultdict[str, dict[str, _Entry]] = defaultdict(dict)
        self._bodies: dict[str, tuple[str, str]] = {}
        for person in known:
            for name in person.names:
                self._take(person.public_id, name, person.kind)
            entry = self._entries.get(person.public_id)
            if entry is not None:
                entry.roles.extend(person.roles)
                entry.articles += person.articles
                entry.last_day = person.last_day

    def add(self, public_id: str, figure: Figure) -> None:
        """Remember that `figure` is the person with `public_id`."""
        self._take(public_id, figure.name, figure.kind)
        entry = self._entries.get(public_id)
        if entry is None:
            return
        entry.roles.extend(figure.roles)
        entry.articles += 1
        if figure.day is not None:
            entry.last_day = max(figure.day, entry.last_day or figure.day)

    def place(self, figure: Figure) -> Placement:
        """Where `figure` belongs."""
        if figure.kind is not SpeakerKind.PERSON:
            return self._place_body(figure)
        parts = names.words(figure.name)
        if len(names.core(parts)) > 1:
            return self._place_full(figure, parts)
        return self._place_bare(figure, parts)

    def _take(self, public_id: str, name: str, kind: SpeakerKind) -> None:
        if kind is not SpeakerKind.PERSON:
            self._bodies.setdefault(_body_key(name), (public_id, name))
            return
        entry = self._entries.setdefault(public_id, _Entry(public_id))
        parts = names.words(name)
        if not parts:
            return
        entry.names.setdefault(parts, name)
        core = names.core(parts)
        for word in {core[0], core[-1]}:
            self._by_word[names.level(word)][public_id] = entry

    def _place_body(self, figure: Figure) -> Placement:
        found = self._bodies.get(_body_key(figure.name))
        if found is None:
            return Placement()
        return Placement(found[0], Evidence(EvidenceKey.SAME_NAME, found[1]))

    def _place_full(self, figure: Figure, parts: tuple[str, ...]) -> Placement:
        core = names.core(parts)
        near = list(self._near(core[0], core[-1]))
        best: tuple[int, Placement] | None = None
        for entry in near:
            for other in entry.full:
                key = _likeness(parts, other, shared_descriptors(figure.roles, entry.roles))
                if key is not None and (best is None or _RANK[key] < best[0]):
                    evidence = Evidence(key, entry.names[other])
                    certain = key is not EvidenceKey.MISPRINT
                    best = (_RANK[key], Placement(entry.public_id, evidence, certain))
        return best[1] if best is not None else self._place_on_bare(figure, core, near)

    def _place_on_bare(
        self, figure: Figure, core: tuple[str, ...], near: list[_Entry]
    ) -> Placement:
        """Join somebody known by the bare surname only, where a role tells or nobody else fits."""
        bare = [e for e in near if not e.full and (core[-1],) in e.names and _recent(figure, e)]
        if len(bare) != 1 or any(e.full and _surnamed(e, core[-1]) for e in near):
            return Placement()
        agree = shared_descriptors(figure.roles, bare[0].roles)
        key = EvidenceKey.SURNAME_ROLE if agree else EvidenceKey.SURNAME_ONLY
        return Placement(bare[0].public_id, Evidence(key, bare[0].names[core[-1],]), certain=agree)

    def _place_bare(self, figure: Figure, parts: tuple[str, ...]) -> Placement:
        """A lone surname or given name: its only bearer, the one with its role, or new."""
        word = names.core(parts)[-1] if parts else ""
        bearers = [e for e in self._near(word) if _surnamed(e, word) and _recent(figure, e)]
        bearers = bearers or [e for e in self._near(word) if (word,) in e.names]
        if not bearers:
            return Placement()
        agreeing = [e for e in bearers if shared_descriptors(figure.roles, e.roles)]
        if len(agreeing) == 1:
            return _joined(agreeing[0], EvidenceKey.SURNAME_ROLE, certain=True)
        if len(bearers) == 1:
            return _joined(bearers[0], EvidenceKey.SURNAME_ONLY, certain=False)
        ranked = sorted(bearers, key=lambda e: -e.articles)
        if ranked[0].articles >= _PROMINENT * ranked[1].articles:
            return _joined(ranked[0], EvidenceKey.SURNAME_PROMINENT, certain=False)
        return Placement(certain=False)

    def _near(self, *words: str) -> Iterator[_Entry]:
        """Everybody with one of the folded `words` first or last in a name, each once."""
        seen: set[str] = set()
        for word in words:
            for public_id, entry in self._by_word.get(names.level(word), {}).items():
                if public_id not in seen:
                    seen.add(public_id)
                    yield entry


_RANK = {key: rank for rank, key in enumerate(EvidenceKey)}


def _likeness(
    one: tuple[str, ...], other: tuple[str, ...], shared_role: bool
) -> EvidenceKey | None:
    """What makes two full names one person's, if anything does."""
    if names.suffix(one) != names.suffix(other):
        return None
    a, b = names.core(one), names.core(other)
    if a == b:
        return EvidenceKey.SAME_NAME
    first, last = (a[0], b[0]), (a[-1], b[-1])
    if not names.same_spelling(*last):
        misprinted = names.same_spelling(*first) and names.misprint(*last) and shared_role
        return EvidenceKey.MISPRINT if misprinted else None
    if names.same_spelling(*first):
        return _middle(a, b, spelt_alike=first[0] == first[1] and last[0] == last[1])
    return _given_likeness(*first, shared_role=shared_role)


def _given_likeness(one: str, other: str, *, shared_role: bool) -> EvidenceKey | None:
    """What makes two given names before one surname one person's: an initial needs a role too."""
    if not names.same_given(one, other):
        return None
    if min(len(one), len(other)) == 1:
        return EvidenceKey.INITIAL if shared_role else None
    return EvidenceKey.MISPRINT if names.misprint(one, other) else EvidenceKey.NICKNAME


def _middle(a: tuple[str, ...], b: tuple[str, ...], *, spelt_alike: bool) -> EvidenceKey | None:
    """Names that agree at both ends: middle names that both print must not disagree."""
    inner = (a[1:-1], b[1:-1])
    if inner[0] and inner[1]:
        agree = all(x[0] == y[0] for x, y in zip(*inner, strict=False))
        if not agree:
            return None
    if spelt_alike:
        return EvidenceKey.INITIAL if inner[0] != inner[1] else EvidenceKey.SAME_NAME
    return EvidenceKey.SPELLING


def _joined(entry: _Entry, key: EvidenceKey, *, certain: bool) -> Placement:
    name = max(entry.names.values(), key=len)
    return Placement(entry.public_id, Evidence(key, name), certain)


def _surnamed(entry: _Entry, word: str) -> bool:
    """Whether the person bears `word` as surname (or as the only name known)."""
    return any(names.same_spelling(names.core(parts)[-1], word) for parts in entry.names)


def _recent(figure: Figure, entry: _Entry) -> bool:
    if figure.day is None or entry.last_day is None:
        return True
    return abs(figure.day - entry.last_day) <= RELATED_WITHIN


def _is_full(name: str) -> bool:
    return len(names.core(names.words(name))) > 1


def _body_key(name: str) -> str:
    """A body's name without its article; a country by any of its names."""
    return same_body(name) or normalise(name).removeprefix("the ")
