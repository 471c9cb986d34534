"""The cast of an article: its people and bodies, and who the source of an utterance is."""

from bisect import bisect_left
from collections import Counter

from spacy.tokens import Doc, Span, Token

from corpus import names
from corpus.extraction.lexicons import lexicon
from corpus.extraction.name_mentions import Finder
from corpus.extraction.people import Entity, cluster
from corpus.extraction.pronouns import Pronouns, pronoun_gender, quoted_tokens
from corpus.extraction.roles import roles_at
from corpus.models import Article, Person, Role, Speaker, SpeakerKind
from corpus.models import Span as Offsets

_BODY_LABELS = {"ORG", "GPE", "FAC", "LOC"}
_INDEFINITE = {"a", "an", "one", "another", "some", "any", "no"}
_PLURAL = {"NNS", "NNPS"}


def find_cast(article: Article, doc: Doc) -> "Cast":
    """Everybody named in `article`, of which `doc` is the parse (``doc.text == article.text``)."""
    people = cluster(Finder(article, doc).mentions())
    for person in people:
        _set_name(person, doc)
    quoted = quoted_tokens(doc)
    _set_roles(people, doc, quoted)
    return Cast(doc, people, quoted)


class Cast:
    """Who is in one article, and who a phrase of it stands for."""

    def __init__(self, doc: Doc, people: list[Entity], quoted: bytearray) -> None:
        """Take the clustered `people` of an article, parsed as `doc`."""
        self._doc = doc
        self._entities = people
        self._by_name = {person.name: person for person in people}
        placed = sorted(
            ((m.first, m.end, person) for person in people for m in person.mentions),
            key=lambda item: item[0],
        )
        self._placed = placed
        self._firsts = [first for first, _, _ in placed]
        self._pronouns = Pronouns(doc, people, quoted)
        self.people = tuple(_person(person, doc) for person in people)
        self.organisations = _organisations(doc)

    def mention_at(self, start: int, end: int) -> Entity | None:
        """The person whose printed name overlaps the characters from `start` to `end`."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        found = self._within(span.start, span.end)
        return found[-1][2] if found else None

    def gender(self, name: str) -> names.Gender | None:
        """Whether the person called `name` here is a man or a woman, where that is known."""
        person = self._by_name.get(name)
        return person.gender if person else None

    def resolve(self, source: Span, *, speaking: str | None = None) -> Speaker:
        """Who `source`, the printed source of an utterance, is.

        `speaking` is the name of who spoke last before it, if anybody.
        """
        where = Offsets(source.start_char, source.end_char)
        head = source.root
        if head.pos_ == "PRON" or pronoun_gender(head):
            return self._pronoun(head, where, speaking)
        named = self._named(source, head)
        if named is not None:
            first, person = named
            guessed = first in person.guessed
            return Speaker(
                person.name,
                SpeakerKind.PERSON,
                where,
                not guessed,
                "reason.surname_shared" if guessed else None,
            )
        return self._described(source, head, where)

    def _within(self, start: int, end: int) -> list[tuple[int, int, Entity]]:
        """The mentions that overlap the tokens from `start` to `end`."""
        place = bisect_left(self._firsts, start)
        if place and self._placed[place - 1][1] > start:
            place -= 1
        found: list[tuple[int, int, Entity]] = []
        while place < len(self._placed) and self._placed[place][0] < end:
            found.append(self._placed[place])
            place += 1
        return found

    def _named(self, source: Span, head: Token) -> tuple[int, Entity] | None:
        """The mention that names the source itself, not its employer or its country."""
        mentions = self._within(source.start, source.end)
        for first, end, person in mentions:
            if first <= head.i < end:
                return first, person
        for first, end, person in mentions:
            rest = self._doc[end : source.end]
            plain = not any(token.pos_ in {"NOUN", "PROPN", "PART"} for token in rest)
            before = self._doc[first - 1].lower_ if first > source.start else ""
            if (plain or rest[0].text in {",", "("}) and before not in {"of", "for", "to", "with"}:
                return first, person
        return None

    def _pronoun(self, head: Token, where: Offsets, speaking: str | None) -> Speaker:
        found = self._pronouns.antecedent(head, speaking)
        if found is None:
            return _unresolved(where, "reason.pronoun")
        reason = None if found.certain else "reason.pronoun"
        return Speaker(found.person.name, SpeakerKind.PERSON, where, found.certain, reason)

    def _described(self, source: Span, head: Token, where: Offsets) -> Speaker:
        printed = _bare(source)
        if not printed:
            return _unresolved(where, "reason.description")
        if head.tag_ in _PLURAL or head.lemma_ in lexicon("groups")["collective"]:
            return Speaker(printed, SpeakerKind.GROUP, where, certain=True)
        if _speaks_as_body(head):
            return Speaker(printed, SpeakerKind.ORGANISATION, where, certain=True)
        first = source[0].lower_
        if first in _INDEFINITE:
            return Speaker(source.text, SpeakerKind.UNNAMED, where, certain=True)
        return _unresolved(where, "reason.description")


def _unresolved(where: Offsets, reason: str) -> Speaker:
    return Speaker(None, SpeakerKind.UNRESOLVED, where, certain=False, reason=reason)


def _speaks_as_body(head: Token) -> bool:
    bodies = lexicon("organisations")
    return (
        head.ent_type_ in _BODY_LABELS
        or head.lemma_.lower() in bodies["bodies"]
        or head.lemma_.lower() in bodies["documents"]
        or head.lower_ in bodies["names"]
    )


def _bare(source: Span) -> str:
    """The words of `source` without an article before them."""
    first = source.start + (source[0].lower_ in {"the", "a", "an"})
    return source.doc[first : source.end].text


def _set_name(person: Entity, doc: Doc) -> None:
    """The fullest name as it is most often printed."""
    printed = Counter(
        doc[m.first : m.end].text for m in person.mentions if m.words == person.full
    ) or Counter(doc[m.first : m.end].text for m in person.mentions)
    person.name = printed.most_common(1)[0][0]


def _set_roles(people: list[Entity], doc: Doc, quoted: bytearray) -> None:
    """Every role printed beside a name, once for each wording."""
    named = {i for person in people for m in person.mentions for i in range(m.first, m.end)}
    for person in people:
        found: dict[str, Role] = {}
        for mention in person.mentions:
            for role in roles_at(doc, mention, named.__contains__, quoted):
                found.setdefault(role.text.casefold(), role)
        person.roles = list(found.values())


def _person(person: Entity, doc: Doc) -> Person:
    printed = [doc[m.first : m.end] for m in person.mentions]
    aliases = dict.fromkeys(span.text for span in printed)
    aliases.pop(person.name, None)
    spans = tuple(Offsets(span.start_char, span.end_char) for span in printed)
    return Person(person.name, tuple(aliases), tuple(person.roles), spans)


def _organisations(doc: Doc) -> tuple[Person, ...]:
    """Bodies and places with the spans where they are printed."""
    spans: dict[str, list[Offsets]] = {}
    for ent in doc.ents:
        if ent.label_ in {"ORG", "GPE"}:
            name = _bare(ent)
            skipped = len(ent.text) - len(name)
            spans.setdefault(name, []).append(Offsets(ent.start_char + skipped, ent.end_char))
    return tuple(Person(name, (), (), tuple(where)) for name, where in spans.items())
