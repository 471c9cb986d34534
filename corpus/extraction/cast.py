"""The cast of an article: its people and bodies, and who the source of an utterance is."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from corpus import names
from corpus.extraction.bodies import Bodies, bare, is_body
from corpus.extraction.descriptions import INDEFINITE, Descriptions
from corpus.extraction.lexicons import lexicon
from corpus.extraction.name_mentions import find_mentions
from corpus.extraction.people import Entity, cluster
from corpus.extraction.pronouns import Pronouns, pronoun_gender
from corpus.extraction.roles import roles_at
from corpus.extraction.token_places import line_ends, quoted_tokens
from corpus.models import Article, BlockKind, Person, Speaker, SpeakerKind
from corpus.models import Span as Offsets

_RUN = {"NOUN", "PROPN", "ADJ", "DET", "NUM", "PUNCT"}
_NOBODY = frozenset(lexicon("groups")["nobody"])
_SEVERAL = frozenset(lexicon("groups")["several"])
_PLURAL = {"NNS", "NNPS"}


def find_cast(article: Article, doc: Doc) -> "Cast":
    """Everybody named in `article`, of which `doc` is the parse (``doc.text == article.text``)."""
    people = cluster(find_mentions(article, doc))
    for person in people:
        _set_name(person, doc)
    quoted = quoted_tokens(doc, line_ends(doc))
    _set_roles(people, doc, article, quoted)
    return Cast(article, doc, people, quoted)


class Cast:
    """Who is in one article, and who a phrase of it stands for."""

    def __init__(self, article: Article, doc: Doc, people: list[Entity], quoted: bytearray) -> None:
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
        self._descriptions = Descriptions(doc, people, self._pronouns)
        self.people = tuple(_person(person, doc) for person in people)
        named = bytearray(len(doc))
        for first, end, _ in placed:
            named[first:end] = b"\1" * (end - first)
        self._bodies = Bodies(article, doc, named)
        self.organisations = self._bodies.persons()

    def mention_at(self, start: int, end: int) -> Entity | None:
        """The person whose printed name overlaps the characters from `start` to `end`."""
        span = self._doc.char_span(start, end, alignment_mode="expand")
        if span is None:
            return None
        found = self._within(span.start, span.end)
        return found[-1][2] if found else None

    def organisations_with(self, speakers: Iterable[Speaker]) -> tuple[Person, ...]:
        """The bodies that act in the article and every body among its resolved `speakers`."""
        return self._bodies.persons(speakers)

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
            return _stated(
                person, where, "reason.surname_shared" if first in person.guessed else None
            )
        return self._described(source, head, where, speaking)

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
        for first, end, person in self._within(source.start, source.end):
            if first <= head.i < end or self._apposed(source, head, first, end):
                return first, person
        return None

    def _apposed(self, source: Span, head: Token, first: int, end: int) -> bool:
        """Whether the name stands beside the head: "the mayor, Ivan Lund", "aide Ivan Lund"."""
        doc = self._doc
        token = doc[first:end].root
        while token.i != head.i and token.dep_ in {"appos", "flat", "nmod"}:
            token = token.head
        if token.i == head.i:
            return True
        rest = doc[end : source.end]
        if len(rest) and rest[0].text not in {",", "("}:
            return False
        return all(
            token.pos_ in _RUN or token.text in {"'s", "’s"} for token in doc[source.start : first]
        )

    def _pronoun(self, head: Token, where: Offsets, speaking: str | None) -> Speaker:
        if head.tag_ in {"WP", "WDT"} and head.head.dep_ == "relcl":
            noun = head.head.head
            return self.resolve(self._doc[noun.left_edge.i : noun.i + 1], speaking=speaking)
        if head.lower_ in _NOBODY:
            return Speaker(head.text, SpeakerKind.UNNAMED, where, certain=True)
        if head.lower_ in _SEVERAL:
            return Speaker(head.text, SpeakerKind.GROUP, where, certain=True)
        found = self._pronouns.antecedent(head, speaking)
        if found is None:
            return _unresolved(where, "reason.pronoun")
        return _stated(found.person, where, None if found.certain else "reason.pronoun")

    def _described(
        self, source: Span, head: Token, where: Offsets, speaking: str | None
    ) -> Speaker:
        if head.tag_ in _PLURAL or head.lemma_ in lexicon("groups")["collective"]:
            return Speaker(bare(source), SpeakerKind.GROUP, where, certain=True)
        if is_body(head):
            return self._body(source, head, where)
        found = self._descriptions.person(source, head, speaking)
        if found is not None:
            return _stated(found.person, where, None if found.certain else "reason.description")
        if source[0].lower_ in INDEFINITE or head.pos_ == "NUM":
            return Speaker(source.text, SpeakerKind.UNNAMED, where, certain=True)
        return _unresolved(where, "reason.description")

    def _body(self, source: Span, head: Token, where: Offsets) -> Speaker:
        """A body under its name here; somebody's own words on paper are that person's."""
        if head.lemma_.lower() in lexicon("organisations")["authored"]:
            author = self._author(source, head)
            if author is not None:
                return _stated(author, where, "reason.document")
        name = self._bodies.name_of(source, head)
        return Speaker(name, SpeakerKind.ORGANISATION, where, certain=True)

    def _author(self, source: Span, head: Token) -> Entity | None:
        """Whose statement, letter or post it is: "Lund's letter", "a post by Ivan Lund"."""
        for first, end, person in self._within(source.start, source.end):
            root = self._doc[first:end].root
            by = root.dep_ == "pobj" and root.head.lower_ in {"by", "from"}
            if (root.dep_ in {"poss", "compound"} and root.head.i == head.i) or by:
                return person
        owner = self._pronouns.antecedent(source[0], None)
        return owner.person if owner is not None else None


def _stated(person: Entity, where: Offsets, reason: str | None) -> Speaker:
    """The person as speaker, certain unless there is a reason to warn."""
    return Speaker(person.name, SpeakerKind.PERSON, where, certain=reason is None, reason=reason)


def _unresolved(where: Offsets, reason: str) -> Speaker:
    return Speaker(None, SpeakerKind.UNRESOLVED, where, certain=False, reason=reason)


def _set_name(person: Entity, doc: Doc) -> None:
    """The fullest name as it is most often printed."""
    printed = Counter(
        doc[m.first : m.end].text for m in person.mentions if m.words == person.full
    ) or Counter(doc[m.first : m.end].text for m in person.mentions)
    person.name = printed.most_common(1)[0][0]


def _set_roles(people: list[Entity], doc: Doc, article: Article, quoted: bytearray) -> None:
    """Every role printed beside a name, each time; headlines leave words out."""
    silent = bytearray(quoted)
    for block in article.blocks:
        headline = doc.char_span(*block.span, alignment_mode="contract")
        if block.kind is BlockKind.HEADLINE and headline is not None:
            silent[headline.start : headline.end] = b"\1" * len(headline)
    named = {i for person in people for m in person.mentions for i in range(m.first, m.end)}
    for person in people:
        person.roles = [
            role
            for mention in person.mentions
            for role in roles_at(doc, article.text, mention, named.__contains__, silent)
        ]


def _person(person: Entity, doc: Doc) -> Person:
    printed = [doc[m.first : m.end] for m in person.mentions]
    aliases = dict.fromkeys(span.text for span in printed)
    aliases.pop(person.name, None)
    spans = tuple(Offsets(span.start_char, span.end_char) for span in printed)
    return Person(person.name, tuple(aliases), tuple(person.roles), spans)
