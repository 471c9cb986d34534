"""Which printed names in one article are one person's, and what that person is called."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from corpus import names
from corpus.extraction.name_mentions import Mention
from corpus.models import Role


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
            self.titles[mention.title] += 1
        if guessed:
            self.guessed.add(mention.first)


def cluster(mentions: list[Mention]) -> list[Entity]:
    """The people behind `mentions`, in order of their first mention."""
    people = _Clusters()
    forms = Counter(mention.words for mention in mentions if not mention.echo)
    for form, count in sorted(forms.items(), key=_fullest):
        people.place(form, count)
    for mention in mentions:
        people.take(mention)
    for person in people.all:
        person.mentions.sort(key=lambda mention: mention.first)
    return sorted(
        (person for person in people.all if person.mentions), key=lambda p: p.mentions[0].first
    )


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
        self._latest: dict[tuple[str, ...], Entity] = {}

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
        """Give a mention to its person; a name that several bear goes to the likeliest."""
        form = mention.words
        owners = self._by_form.get(form) or (self._owners(form) if mention.echo else [])
        if not owners:
            return
        fitting = [person for person in owners if _fits(person, mention)] or owners
        last = self._latest.get(names.core(form)[-1:])
        if len(fitting) == 1:
            person = fitting[0]
        else:
            person = last if last in fitting else max(fitting, key=lambda p: p.forms[p.full])
        person.add(mention, guessed=len(fitting) > 1)
        if len(form) > 1 or mention.title:
            self._latest[names.core(form)[-1:]] = person


def _compatible(full: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether two names with one surname may be one person's."""
    one, other = names.core(full), names.core(form)
    if names.suffix(full) != names.suffix(form) or len(one) < 2:
        return False
    return names.same_given(one[0], other[0])


def _respelt(full: tuple[str, ...], form: tuple[str, ...]) -> bool:
    """Whether two names with one given name have the same surname but for its spelling."""
    return names.misprint(names.core(full)[-1], names.core(form)[-1])


def _tail(full: tuple[str, ...], part: tuple[str, ...]) -> bool:
    return len(full) > len(part) and full[-len(part) :] == part


def _fits(person: Entity, mention: Mention) -> bool:
    """Whether the title of a bare surname suits the person."""
    if mention.title is None or len(mention.words) > 1:
        return True
    wanted = names.title_gender(mention.title)
    if wanted is not None:
        bearer = names.given_gender(names.core(person.full)[0])
        return bearer in (None, wanted)
    return mention.title in person.titles or not person.titles
