"""Which printed names in one article are one person's, and what that person is called."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from corpus import names
from corpus.extraction.name_mentions import Mention
from corpus.models import Role

# A full name this many tokens back is still in the reader's ear.
_A_MOMENT = 60


@dataclass(slots=True, eq=False)
class Entity:
    """One person of one article while it is read.

    `full` are the folded words of the fullest name; `sure` and `guessed` are the mentions;
    a guessed one is a name that two people of the article bear.
    """

    full: tuple[str, ...]
    name: str = ""
    forms: Counter[tuple[str, ...]] = field(default_factory=Counter[tuple[str, ...]])
    mentions: list[Mention] = field(default_factory=list[Mention])
    guessed: set[int] = field(default_factory=set[int])
    titles: Counter[str] = field(default_factory=Counter[str])
    roles: list[Role] = field(default_factory=list[Role])
    gender: names.Gender | None = None

    def add(self, mention: Mention, *, guessed: bool = False) -> None:
        """Take a mention in."""
        self.mentions.append(mention)
        if mention.title:
            self.titles[names.title_key(mention.title)] += 1
        if guessed:
            self.guessed.add(mention.first)


def cluster(mentions: list[Mention]) -> list[Entity]:
    """The people behind `mentions`, in order of their first mention."""
    people = _Clusters()
    forms = Counter(mention.words for mention in mentions)
    for form, count in sorted(forms.items(), key=_fullest):
        people.place(form, count)
    for mention in mentions:
        people.take(mention)
    present = [person for person in people.all if person.mentions]
    for person in present:
        person.gender = _gender(person)
    return sorted(present, key=lambda person: person.mentions[0].first)


def _fullest(item: tuple[tuple[str, ...], int]) -> tuple[int, int]:
    """Order of forms: most whole words (an initial is none) first, then the most printed."""
    form, count = item
    return -sum(len(word) > 1 for word in form), -count


class _Clusters:
    """People found so far, by surname, by given name and by every part of their names."""

    def __init__(self) -> None:
        self.all: list[Entity] = []
        self._by_form: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
        self._by_last: dict[str, list[Entity]] = defaultdict(list)
        self._by_first: dict[str, list[Entity]] = defaultdict(list)
        self._introduced: dict[str, dict[Entity, tuple[int, int]]] = defaultdict(dict)

    def place(self, form: tuple[str, ...], count: int) -> None:
        """Find or make the people whom `form` may mean."""
        owners = self._owners(form)
        if not owners:
            owners = [self._new(form)]
        for owner in owners:
            owner.forms[form] += count
        self._by_form[form] = owners

    def _owners(self, form: tuple[str, ...]) -> list[Entity]:
        core = names.core(form)
        first, last = core[0], core[-1]
        if len(core) > 1:
            same = [p for p in self._by_last[last] if _compatible(p.full, form)]
            same = same or [p for p in self._by_first[first] if _respelt(p.full, form)]
            if same:
                return same[:1]
        tails = [p for p in self._by_last[last] if _tail(names.core(p.full), core)]
        if tails:
            return tails
        heads = [p for p in self._by_first[first] if names.core(p.full)[: len(core)] == core]
        return heads if len(core) == 1 else []

    def _new(self, form: tuple[str, ...]) -> Entity:
        person = Entity(form)
        core = names.core(form)
        self.all.append(person)
        self._by_last[core[-1]].append(person)
        if len(core) > 1:
            self._by_first[core[0]].append(person)
        return person

    def take(self, mention: Mention) -> None:
        """Give a mention to its person. Mentions come in text order."""
        surname = names.core(mention.words)[-1]
        owners = self._by_form[mention.words]
        fitting = [person for person in owners if _fits_gender(person, mention)]
        if not fitting:
            fitting = [self._namesake(mention)]
        fitting = [person for person in fitting if _fits_office(person, mention)] or fitting
        person, guessed = self._likeliest(surname, fitting, mention.first)
        person.add(mention, guessed=guessed)
        if len(mention.words) > 1 or mention.title:
            first, _ = self._introduced[surname].get(person, (mention.first, 0))
            self._introduced[surname][person] = (first, mention.first)

    def _namesake(self, mention: Mention) -> Entity:
        """Somebody new whose title says that nobody of that surname is meant: "Mr. Lund"."""
        person = self._new(mention.words)
        self._by_form[mention.words] = [*self._by_form[mention.words], person]
        return person

    def _likeliest(self, surname: str, fitting: list[Entity], at: int) -> tuple[Entity, bool]:
        """Who of several a shared name means at token `at`, and whether that is a guess.

        The press gives the story's main person the bare surname and the others their full names,
        unless one of those was named a moment ago.
        """
        if len(fitting) == 1:
            return fitting[0], False
        known = {p: at for p, at in self._introduced[surname].items() if p in fitting}
        if not known:
            return max(fitting, key=lambda p: p.forms[p.full]), True
        main = min(known, key=lambda person: known[person][0])
        last = max(known, key=lambda person: known[person][1])
        if last is main or at - known[last][1] > _A_MOMENT:
            return main, len(known) > 1 and not _outshines(main, fitting)
        return (main, True) if _outshines(main, fitting) else (last, True)


def _outshines(main: Entity, others: list[Entity]) -> bool:
    """Whether the main person is named far more often than all others of the surname."""
    rest = sum(other.forms[other.full] for other in others if other is not main)
    return sum(main.forms.values()) >= 4 * rest


def _compatible(full: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether two names with one surname may be one person's."""
    one, other = names.core(full), names.core(form)
    if names.suffix(full) != names.suffix(form) or len(one) < 2:
        return False
    return names.same_given(one[0], other[0])


def _respelt(full: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether two names with one given name have the same surname but for its spelling."""
    last, other = names.core(full)[-1], names.core(form)[-1]
    return last != other and names.misprint(last, other)


def _tail(full: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return len(full) > len(part) and full[-len(part) :] == part


def _fits_gender(person: Entity, mention: Mention) -> bool:
    """Whether the title before a bare surname is one for the person's sex."""
    if mention.title is None or len(mention.words) > 1:
        return True
    wanted = names.title_gender(mention.title)
    return wanted is None or _gender(person) in (None, wanted)


def _fits_office(person: Entity, mention: Mention) -> bool:
    """Whether the title before a bare surname is one that the person bears elsewhere."""
    return mention.title is None or names.title_key(mention.title) in person.titles


def _gender(person: Entity) -> names.Gender | None:
    """Who the person is by title, then by given name."""
    for title in person.titles:
        told = names.title_gender(title)
        if told is not None:
            return told
    core = names.core(person.full)
    return names.given_gender(core[0]) if len(core) > 1 else None
