"""Who "the president", "Putin's spokesman" or "his lawyer" is, from the roles the article prints.

Nobody's office is known beforehand: a description is matched with the roles printed beside names,
by office (families of role words) and country. Where no printed role tells, the person last spoken
of is offered, never as certain.
"""

from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc, Span, Token

from corpus import names
from corpus.descriptors import Descriptor, contradict, describe
from corpus.extraction.lexicons import lexicon
from corpus.extraction.people import Entity
from corpus.extraction.pronouns import Antecedent, Pronouns, pronoun_gender
from corpus.extraction.role_words import is_role

INDEFINITE = {"a", "an", "one", "another", "some", "any", "no"}
_OFFICE, _FAMILY = 3.0, 2.0
_LEAD = 1.0
_WORDS_OF_BARE = 3


class Descriptions:
    """Matches descriptions of one article with its people."""

    def __init__(self, doc: Doc, people: Iterable[Entity], pronouns: Pronouns) -> None:
        """Index the roles of `people`."""
        self._doc = doc
        self._pronouns = pronouns
        self._people = [*people]
        self._roles = {
            id(person): [describe(role.text) for role in person.roles] for person in self._people
        }

    def person(self, source: Span, head: Token, speaking: str | None) -> Antecedent | None:
        """Whom a definite singular description means; None where nobody fits."""
        if source[0].lower_ in INDEFINITE or not is_role(head):
            return None
        wanted = self._wanted(source)
        gender = described_gender(head)
        owner = self._owner(source)
        candidates = [
            person
            for person in self._people
            if any(wanted.families & role.families for role in self._roles[id(person)])
            and person is not owner
            and gender in (None, person.gender or gender)
        ]
        ranked = sorted(
            ((self._fit(person, wanted, head), person) for person in candidates),
            key=lambda item: -item[0],
        )
        if not ranked or ranked[0][0] < 1.0:
            return self._last_spoken_of(source, head, wanted, speaking)
        lead = ranked[0][0] - (ranked[1][0] if len(ranked) > 1 else 0.0)
        best = Antecedent(ranked[0][1], certain=lead >= _LEAD)
        if self._of_country(best.person, wanted):
            return best
        other = self._last_spoken_of(source, head, wanted, speaking)
        return other or replace(best, certain=False)

    def _of_country(self, person: Entity, wanted: Descriptor) -> bool:
        """Whether a role of the person names the country that the description names, if any."""
        roles = self._roles[id(person)]
        return not wanted.countries or any(wanted.countries & role.countries for role in roles)

    def _wanted(self, source: Span) -> Descriptor:
        """The description with the owner's name for "his" and "her"."""
        text = source.text
        first = source[0]
        if pronoun_gender(first):
            owner = self._pronouns.antecedent(first, None)
            if owner is not None:
                text = f"{owner.person.name}'s {source[1:].text}"
        return describe(text)

    def _owner(self, source: Span) -> Entity | None:
        if not pronoun_gender(source[0]):
            return None
        owner = self._pronouns.antecedent(source[0], None)
        return owner.person if owner else None

    def _fit(self, person: Entity, wanted: Descriptor, head: Token) -> float:
        """How well the best of the person's roles answers, and how lately he was named."""
        best = max(
            (_agreement(wanted, role) for role in self._roles[id(person)]), default=float("-inf")
        )
        return best - 0.05 * min(self._pronouns.sentences_since(person, head.i), 10)

    def _last_spoken_of(
        self, source: Span, head: Token, wanted: Descriptor, speaking: str | None
    ) -> Antecedent | None:
        """For a short description without a role in print: the person in everybody's mind."""
        if len(source) > _WORDS_OF_BARE or not wanted.families or _says_whose(head):
            return None
        if source[0].lower_ not in {"the", "this", "that"}:
            return None
        found = self._pronouns.salient(head, described_gender(head), speaking, self._allows(wanted))
        return Antecedent(found.person, certain=False) if found else None

    def _allows(self, wanted: Descriptor) -> "_Allows":
        return _Allows(self._roles, wanted)


class _Allows:
    """Whether no printed role of a person speaks against a description."""

    def __init__(self, roles: dict[int, list[Descriptor]], wanted: Descriptor) -> None:
        self._roles = roles
        self._wanted = wanted

    def __call__(self, person: Entity) -> bool:
        """True unless a role names another country or another office of the person."""
        roles = self._roles[id(person)]
        offices = [role for role in roles if role.heads]
        return not any(contradict(self._wanted, role) for role in roles) and not offices


def described_gender(head: Token) -> names.Gender | None:
    """What a noun itself tells: "spokeswoman", "king"."""
    word = head.lower_
    genders = lexicon("roles")["gender"]
    return next((gender for gender in names.Gender if word in genders[gender]), None)


def _says_whose(head: Token) -> bool:
    """Kinship words say nothing by themselves, nor do "man", "woman", "official"."""
    roles = lexicon("roles")
    return head.lemma_ in roles["kin"]["words"] or head.lemma_ in roles["families"]["anyone"]


def _agreement(wanted: Descriptor, role: Descriptor) -> float:
    """How far a printed role says what the description says."""
    if contradict(wanted, role):
        return float("-inf")
    if wanted.heads & role.heads:
        score = _OFFICE
    elif wanted.families & role.families:
        score = _FAMILY
    else:
        return float("-inf")
    if wanted.countries & role.countries:
        score += 1.0
    elif role.countries:
        # "the president" alone is the outlet's own, not "Russian President Ivan Lund"
        score -= 1.0
    score += len(wanted.others & role.others)
    return score - 0.75 * len(wanted.others - role.others)
