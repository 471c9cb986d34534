"""Who "he" and "she" are: gender, grammar, nearness, and who is already speaking."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from corpus import names
from corpus.extraction.people import Entity
from corpus.extraction.token_places import line_ends, places_of, sentence_numbers

HE: frozenset[str] = frozenset({"he", "him", "his", "himself"})
SHE: frozenset[str] = frozenset({"she", "her", "hers", "herself"})
_FORMS = frozenset(form for word in HE | SHE for form in (word, word.capitalize(), word.upper()))
_SUBJECT = {"nsubj", "nsubjpass"}
# How many mentions before a pronoun are looked at.
_REACH = 24
# Points for an antecedent; found by trying on pronouns labelled by hand (tests/bench).
_NEAR, _A_SENTENCE, _FARTHEST = 4.0, 0.8, 6
_AS_SUBJECT, _OTHER_LEVEL, _SAME_LINE, _SPEAKING = 1.0, -6.0, 0.5, 3.0
# Words between marks often speak of somebody whom the text around them names, seldom the reverse.
_FROM_OUTSIDE = -1.0
# Somebody named inside the quotation beside the pronoun is spoken of; and once another subject has
# come in, whoever spoke before is less likely to go on.
_SPOKEN_OF, _SPOKE_BEFORE = -1.0, 1.0
# So many points ahead of everybody else, an antecedent is certain: 161 of 166 labelled ones are so
# right (of those less far ahead, 20 of 23).
_LEAD = 1.5
# What an antecedent without any rival is measured against: one far away stays uncertain.
_NO_RIVAL = -1.0
# So many pronouns that are clear by this lead tell a gender.
_VOTES, _CLEAR = 2, 2.0


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
    line: int
    person: Entity
    subject: bool
    quoted: bool


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Who a pronoun stands for, whether nobody else could be meant nearby, and by how much."""

    person: Entity
    certain: bool
    lead: float = 0.0


class Pronouns:
    """The third-person pronouns of one article, each with the person it stands for."""

    def __init__(self, doc: Doc, people: list[Entity], quoted: bytearray) -> None:
        """Read `doc` once from its start, so that every pronoun helps with the next."""
        self._doc = doc
        self._people = people
        self._by_name = {person.name: person for person in people}
        self._sentence = sentence_numbers(doc)
        self._lines = line_ends(doc)
        self._quoted = quoted
        self._named = {id(p): [m.first for m in p.mentions] for p in people}
        self._places: list[Place] = []
        self._keys: list[int] = []
        self._votes = {id(person): _first_votes(person) for person in people}
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

    def salient(
        self,
        token: Token,
        gender: names.Gender | None,
        speaking: str | None,
        allows: Callable[[Entity], bool],
    ) -> Antecedent | None:
        """Who is most in mind at `token` among the people that `allows` lets through."""
        speaker = self._by_name.get(speaking) if speaking else None
        return self._choose(token, gender, speaker, allows)

    def sentences_since(self, person: Entity, at: int) -> int:
        """How many sentences before the token `at` the person was last named."""
        place = bisect_left(self._named[id(person)], at)
        if not place:
            return len(self._doc)
        return self._sentence[at] - self._sentence[self._named[id(person)][place - 1]]

    def _walk(self) -> None:
        """Note every mention and every pronoun in text order, pronouns as whom they stand for."""
        found: list[tuple[int, int, Entity | None]] = [
            (m.first, m.end, person) for person in self._people for m in person.mentions
        ]
        found += [(at, at + 1, None) for at in places_of(self._doc, _FORMS)]
        for first, end, person in sorted(found, key=lambda item: item[0]):
            if person is not None:
                self._note(self._head(first, end), person)
                continue
            token = self._doc[first]
            gender = pronoun_gender(token)
            answer = self._choose(token, gender, None)
            self._answers[first] = answer
            if answer is not None:
                self._note(token, answer.person)
                self._vote(token, gender, answer)

    def _vote(self, token: Token, gender: names.Gender | None, answer: Antecedent) -> None:
        """Let two clear pronouns of one kind tell the gender that name and title leave open."""
        clear = answer.lead >= _CLEAR and not self._quoted[token.i]
        if gender is None or answer.person.gender is not None or not clear:
            return
        votes = self._votes[id(answer.person)]
        votes[gender] += 1
        if votes[gender] >= _VOTES and len(votes) == 1:
            answer.person.gender = gender

    def _head(self, first: int, end: int) -> Token:
        for token in self._doc[first:end]:
            if not first <= token.head.i < end or token.head.i == token.i:
                return token
        return self._doc[end - 1]

    def _note(self, token: Token, person: Entity) -> None:
        place = Place(
            token.i,
            self._sentence[token.i],
            bisect_left(self._lines, token.i),
            person,
            token.dep_ in _SUBJECT,
            bool(self._quoted[token.i]),
        )
        self._places.append(place)
        self._keys.append(token.i)

    def _choose(
        self,
        token: Token,
        gender: names.Gender | None,
        speaking: Entity | None,
        allows: Callable[[Entity], bool] | None = None,
    ) -> Antecedent | None:
        def fits(person: Entity) -> bool:
            if person is speaking and self._quoted[token.i]:
                return False  # who speaks says "I"
            return _agree(person, gender) and (allows is None or allows(person))

        places = [place for place in self._before(token.i) if fits(place.person)]
        scores: dict[Entity, float] = {}
        for place in places:
            score = self._score(place, token)
            scores[place.person] = max(scores.get(place.person, score), score)
        for person in {place.person for place in places if self._beside(place, token)}:
            scores[person] += _SPOKEN_OF
        if speaking is not None and fits(speaking):
            subjects = [place.person for place in places if place.subject and not place.quoted]
            goes_on = not subjects or subjects[-1] is speaking
            scores[speaking] = scores.get(speaking, 0.0) + (_SPEAKING if goes_on else _SPOKE_BEFORE)
        if not scores:
            return None
        (best, most), *others = sorted(scores.items(), key=lambda item: -item[1])
        lead = most - (others[0][1] if others else _NO_RIVAL)
        return Antecedent(best, certain=lead >= _LEAD and best.gender == gender, lead=lead)

    def _beside(self, place: Place, token: Token) -> bool:
        """Whether a name inside quotation marks stands in the line of an unquoted pronoun."""
        return (
            place.quoted
            and not self._quoted[token.i]
            and place.line == bisect_left(self._lines, token.i)
        )

    def _before(self, at: int) -> Iterator[Place]:
        stop = bisect_left(self._keys, at)
        yield from self._places[max(0, stop - _REACH) : stop]

    def _score(self, place: Place, token: Token) -> float:
        """Nearness in sentences, grammar, and being at the same level of quotation."""
        distance = self._sentence[token.i] - place.sentence
        score = _NEAR - min(distance, _FARTHEST) * _A_SENTENCE
        score += _AS_SUBJECT if place.subject else 0.0
        if place.quoted != bool(self._quoted[token.i]):
            score += _OTHER_LEVEL if place.quoted else _FROM_OUTSIDE
        score += _SAME_LINE if place.line == bisect_left(self._lines, token.i) else 0.0
        return score + place.token / (token.i + 1)


def _first_votes(person: Entity) -> Counter[names.Gender]:
    """What a lone name tells if it is a given name; it may be a surname ("Clinton")."""
    told = names.given_gender(person.full[0]) if len(person.full) == 1 else None
    return Counter([told] if told else [])


def _agree(person: Entity, gender: names.Gender | None) -> bool:
    return gender is None or person.gender in (None, gender)
