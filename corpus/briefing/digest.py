"""What a briefing says: the stories that are new, each with its statements and who answered them.

Nothing here writes a sentence: every line is verbatim with its source, and what was left out is
counted with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.briefing.differences import Difference, differences
from corpus.briefing.editing import LeftOutReason, may_stand_above, same, struck
from corpus.briefing.items import Source, Statement, TimelineEntry
from corpus.briefing.merging import Merged, merge, reading_order
from corpus.briefing.timeline import entries
from corpus.briefing.weight import weight
from corpus.models import QuoteKind

_OUTLET = 3.0  # what another outlet adds to the weight of a story


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many statements were left out for one reason."""

    reason: LeftOutReason
    count: int


@dataclass(frozen=True, slots=True)
class DigestStory:
    """One story: the source whose headline stands for it, its articles, its entries."""

    lead: Source
    sources: tuple[Source, ...]
    entries: tuple[TimelineEntry, ...]


@dataclass(frozen=True, slots=True)
class Digest:
    """A briefing as data: the weightiest story first. No stories: there is nothing new to say.

    `articles` counts the articles that brought something new; `left_out` is in a fixed order.
    `differences` are utterances that two articles, one of them new, print in different words.
    """

    stories: tuple[DigestStory, ...]
    left_out: tuple[LeftOut, ...]
    articles: int
    differences: tuple[Difference, ...] = ()

    @property
    def carried(self) -> tuple[Statement, ...]:
        """The statements that it shows for the first time, in the order shown."""
        shown: list[Statement] = []
        for entry in (entry for story in self.stories for entry in story.entries):
            shown += () if entry.earlier else (entry.statement,)
            shown += entry.reactions
        return tuple(shown)


def compose(
    new: Sequence[Statement],
    *,
    earlier: Sequence[Statement] = (),
    story_of: Mapping[str, str] | None = None,
    most_stories: int = 5,
    most_entries: int = 6,
) -> Digest:
    """Choose what a briefing says of the statements that are `new` since the last one.

    `earlier` are statements that the library had before: a new wording of one of them is no news,
    and one is repeated only where something new answers it. `story_of` names each article's story
    by its central article's id (an article alone is its own story). At most `most_entries` entries
    go into each of `most_stories` stories. The same statements in any order give the same digest.
    """
    left: Counter[LeftOutReason] = Counter()
    fresh = {statement.public_id for statement in new}
    nodes = merge((*new, *earlier))
    news = {node.shown.public_id for node in nodes if _is_news(node, fresh, left)}
    found = [kept for entry in entries(nodes) for kept in _kept(entry, news, left)]
    stories = _stories(found, story_of or {}, most_entries)
    chosen = tuple(_trimmed(story, most_entries, left) for story in stories[:most_stories])
    left[LeftOutReason.LESS] += sum(_size(story.entries) for story in stories[most_stories:])
    return Digest(
        chosen,
        tuple(LeftOut(reason, left[reason]) for reason in LeftOutReason if left[reason]),
        len({statement.source.article_id for statement in new}),
        differences(nodes, frozenset(fresh))[:most_stories] if chosen else (),
    )


def _is_news(node: Merged, fresh: set[str], left: Counter[LeftOutReason]) -> bool:
    """Whether nothing of it was on record before; counts the wordings that are no news."""
    new = sum(member.public_id in fresh for member in node.members)
    if new < len(node.members):
        left[LeftOutReason.KNOWN] += new
        return False
    left[LeftOutReason.REPRINT] += new - 1
    return True


def _kept(
    entry: TimelineEntry, news: set[str], left: Counter[LeftOutReason]
) -> Iterator[TimelineEntry]:
    """The entry with its new reactions, marked where it is old; nothing where it says nothing.

    Under what is struck nobody's answer can stand: the answers are told for themselves.
    """
    new = [reaction for reaction in entry.reactions if reaction.public_id in news]
    reactions = _unlike([reaction for reaction in new if not _strike(reaction, left)], left)
    is_new = entry.statement.public_id in news
    reason = struck(entry.statement)
    if reactions and may_stand_above(entry.statement):
        reason = None
    if reason is None and (is_new or reactions):
        yield replace(entry, reactions=reactions, earlier=not is_new)
        return
    if is_new and reason:
        left[reason] += 1
    yield from (TimelineEntry(reaction) for reaction in reactions)


def _unlike(found: Sequence[Statement], left: Counter[LeftOutReason]) -> tuple[Statement, ...]:
    """The reactions that say nothing twice; direct words before reported ones."""
    kept: list[Statement] = []
    for each in sorted(found, key=lambda each: each.quote_kind is not QuoteKind.DIRECT):
        if any(same(each, other) for other in kept):
            left[LeftOutReason.REPRINT] += 1
        else:
            kept.append(each)
    return tuple(sorted(kept, key=reading_order))


def _strike(statement: Statement, left: Counter[LeftOutReason]) -> bool:
    """Whether an editor would strike it; counts it then."""
    reason = struck(statement)
    if reason:
        left[reason] += 1
    return reason is not None


def _stories(
    found: Sequence[TimelineEntry], story_of: Mapping[str, str], most: int
) -> list[DigestStory]:
    """Entries by story, the weightiest story first.

    It weighs what its `most` heaviest entries do, and more for every other outlet: an interview of
    many sentences is not greater for them.
    """
    together: defaultdict[str, list[TimelineEntry]] = defaultdict(list)
    for entry in found:
        article = _newest_article(entry)
        together[story_of.get(article, article)].append(entry)
    stories = [_story(central, members) for central, members in together.items()]
    return sorted(
        stories,
        key=lambda story: (-_story_weight(story, most), reading_order(_first(story))),
    )


def _story_weight(story: DigestStory, most: int) -> float:
    heaviest = sorted(map(weight, story.entries), reverse=True)[:most]
    return sum(heaviest) + _OUTLET * len({source.outlet for source in story.sources})


def _newest_article(entry: TimelineEntry) -> str:
    """The article that makes the entry news: its own, or that of the first new reaction."""
    statement = entry.reactions[0] if entry.earlier else entry.statement
    return statement.source.article_id


def _story(central: str, members: list[TimelineEntry]) -> DigestStory:
    sources = {source.article_id: source for entry in members for source in _sources(entry)}
    first = members[0].statement.source
    return DigestStory(sources.get(central, first), tuple(sources.values()), tuple(members))


def _sources(entry: TimelineEntry) -> tuple[Source, ...]:
    own = () if entry.earlier else (entry.statement.source, *entry.merged)
    return (*own, *(reaction.source for reaction in entry.reactions))


def _trimmed(story: DigestStory, most: int, left: Counter[LeftOutReason]) -> DigestStory:
    """The story's weightiest entries that say nothing twice; the others are counted."""
    chosen: list[TimelineEntry] = []
    for entry in sorted(story.entries, key=lambda entry: (-weight(entry), _place(entry))):
        if any(same(entry.statement, other.statement) for other in chosen):
            left[LeftOutReason.REPRINT] += _size([entry])
        elif len(chosen) < most:
            chosen.append(entry)
        else:
            left[LeftOutReason.LESS] += _size([entry])
    return replace(story, entries=tuple(sorted(chosen, key=_place)))


def _place(entry: TimelineEntry) -> tuple[object, ...]:
    return reading_order(entry.statement)


def _size(found: Iterable[TimelineEntry]) -> int:
    """How many new statements the entries show."""
    return sum(len(entry.reactions) + (not entry.earlier) for entry in found)


def _first(story: DigestStory) -> Statement:
    return story.entries[0].statement
