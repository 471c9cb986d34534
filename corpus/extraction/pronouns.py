"""Who "he" and "she" are: gender, grammar, nearness, and who is already speaking."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from corpus import names
from corpus.extraction.people import Entity

HE: frozenset[str] = frozenset({"he", "him", "his", "himself"})
SHE: frozenset[str] = frozenset({"she", "her", "hers", "herself"})
_SUBJECT = {"nsubj", "nsubjpass"}
# How many mentions before a pronoun are looked at.
_REACH = 24


def pronoun_gender(token: Token) -> names.Gender | None:
    """The gender of a third-person singular pronoun; None for every other word."""
    word = token.lower_
    if word in HE:
        return names.Gender.MALE
    return names.Gender.FEMALE if word in SHE else None


@dataclass(frozen=True, slots=True)
class Place:
    """A mention of a person, or a pronoun taken for one, as later pronouns see it."""

    token: int
    sentence: int
    paragraph: int
    person: Entity
    subject: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Who a pronoun stands for, and whether nobody else could be meant nearby."""

    person: Entity
    certain: bool


class Pronouns:
    """The third-person pronouns of one article, each with the person it stands for."""

    def __init__(self, doc: Doc, people: list[Entity], quoted: bytearray) -> None:
        """Read `doc` once from its start, so that every pronoun helps with the next."""
        self._doc = doc
        self._people = people
        self._by_name = {person.name: person for person in people}
        self._sentence, self._paragraph = _numbered(doc)
        self._quoted = quoted
        _set_genders(people)
        self._places: list[Place] = []
        self._keys: list[int] = []
        self._answers: dict[int, Antecedent | None] = {}
        self._walk()

    def antecedent(self, token: Token, speaking: str | None) -> Antecedent | None:
        """Who the pronoun `token` stands for. `speaking` is the name of who spoke last."""
        gender = pronoun_gender(token)
        if gender is None:
            return None
        if speaking is None:
            return self._answers.get(token.i)
        return self._choose(token, gender, self._by_name.get(speaking))

    def _walk(self) -> None:
        mentions = [(m.first, m.end, person) for person in self._people for m in person.mentions]
        mentions.sort(key=lambda item: item[0])
        following = 0
        for token in self._doc:
            gender = pronoun_gender(token)
            if gender is None:
                continue
            while following < len(mentions) and mentions[following][0] < token.i:
                first, end, person = mentions[following]
                self._note(self._head(first, end), person)
                following += 1
            answer = self._choose(token, gender, None)
            self._answers[token.i] = answer
            if answer is not None:
                self._note(token, answer.person)

    def _head(self, first: int, end: int) -> Token:
        for token in self._doc[first:end]:
            if not first <= token.head.i < end or token.head.i == token.i:
                return token
        return self._doc[end - 1]

    def _note(self, token: Token, person: Entity) -> None:
        place = Place(
            token.i,
            self._sentence[token.i],
            self._paragraph[token.i],
            person,
            token.dep_ in _SUBJECT,
            bool(self._quoted[token.i]),
        )
        self._places.append(place)
        self._keys.append(token.i)

    def _choose(
        self, token: Token, gender: names.Gender, speaking: Entity | None
    ) -> Antecedent | None:
        scores: dict[int, float] = defaultdict(float)
        people: dict[int, Entity] = {}
        for place in self._before(token.i):
            if place.person.gender not in (None, gender):
                continue
            score = self._score(place, token)
            key = id(place.person)
            people[key] = place.person
            scores[key] = max(scores[key], score)
        if speaking is not None and speaking.gender in (None, gender):
            people[id(speaking)] = speaking
            scores[id(speaking)] += 2.0
        if not scores:
            return None
        ranked = sorted(scores.items(), key=lambda item: -item[1])
        best = people[ranked[0][0]]
        lead = ranked[0][1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
        return Antecedent(best, certain=lead >= 2.0 and best.gender == gender)

    def _before(self, at: int) -> Iterator[Place]:
        stop = bisect_left(self._keys, at)
        yield from self._places[max(0, stop - _REACH) : stop]

    def _score(self, place: Place, token: Token) -> float:
        """Nearness in sentences, grammar, and being at the same level of quotation."""
        distance = self._sentence[token.i] - place.sentence
        score = 4.0 - min(distance, 6) * 0.8
        score += 1.0 if place.subject else 0.0
        score -= 2.0 if place.quoted != bool(self._quoted[token.i]) else 0.0
        score += 0.5 if place.paragraph == self._paragraph[token.i] else 0.0
        return score + place.token / (token.i + 1)


def _numbered(doc: Doc) -> tuple[list[int], list[int]]:
    """For each token the numbers of its sentence and of its paragraph (line)."""
    sentence = paragraph = -1
    sentences: list[int] = []
    paragraphs: list[int] = []
    broke = True
    for token in doc:
        sentence += bool(token.is_sent_start) or sentence < 0
        if token.is_space and "\n" in token.text:
            broke = True
        elif broke:
            paragraph += 1
            broke = False
        sentences.append(sentence)
        paragraphs.append(max(paragraph, 0))
    return sentences, paragraphs


def quoted_tokens(doc: Doc) -> bytearray:
    """1 for each token between double quotation marks; an unclosed mark ends with its line."""
    mask = bytearray(len(doc))
    inside = False
    for token in doc:
        text = token.text
        if "\n" in text:
            inside = False
        elif text in {"“", "``"}:
            inside = True
        elif text in {"”", "''"}:
            inside = False
        elif text == '"':
            inside = not inside
        else:
            mask[token.i] = inside
    return mask


def _set_genders(people: list[Entity]) -> None:
    """Genders from titles, then from given names."""
    for person in people:
        told = [names.title_gender(title) for title in person.titles]
        known = next((gender for gender in told if gender), None)
        first = names.core(person.full)
        person.gender = known or (names.given_gender(first[0]) if len(first) > 1 else None)
