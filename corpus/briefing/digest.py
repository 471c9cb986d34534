"""What a briefing says: the stories that are new, each with its statements and who answered them.

Nothing here writes a sentence: every line is verbatim with its source, and what was left out is
counted with the reason.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from corpus.briefing.differences import Difference, differences
from corpus.briefing.items import Source, Statement, TimelineEntry
from corpus.briefing.merging import Merged, merge, reading_order
from corpus.briefing.timeline import entries, heaviest
from corpus.briefing.weight import weight
from corpus.linking.words import NAMING, words
from corpus.models import EventKind, QuoteKind, SpeakerKind


class LeftOutReason(StrEnum):
    """Why something new is not in a briefing."""

    KNOWN = "known"  # the record had another wording of this utterance before
    REPRINT = "reprint"  # another new wording of it was chosen
    UNRESOLVED = "unresolved"  # nobody can be named for it, and nobody answers it
    FRAGMENT = "fragment"  # reported in so few words that they tell nothing by themselves
    LESS = "less"  # others weighed more, and there was no room


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
    found = [kept for entry in entries(nodes) if (kept := _kept(entry, news, left))]
    stories = _stories(found, story_of or {})
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
) -> TimelineEntry | None:
    """The entry with its new reactions, marked where it is old; None where it says nothing."""
    new = [reaction for reaction in entry.reactions if reaction.public_id in news]
    reactions = tuple(reaction for reaction in new if not _is_fragment(reaction))
    left[LeftOutReason.FRAGMENT] += len(new) - len(reactions)
    is_new = entry.statement.public_id in news
    if reactions:
        return replace(entry, reactions=reactions, earlier=not is_new)
    reason = _says_nothing(entry.statement)
    if is_new and reason:
        left[reason] += 1
    return replace(entry, reactions=()) if is_new and not reason else None


def _says_nothing(statement: Statement) -> LeftOutReason | None:
    """Why a statement that nobody answers is left out, if it is."""
    if statement.actor_kind is SpeakerKind.UNRESOLVED:
        return LeftOutReason.UNRESOLVED
    return LeftOutReason.FRAGMENT if _is_fragment(statement) else None


def _is_fragment(statement: Statement) -> bool:
    """Reported words without two that tell something: "what he thought", "the remark".

    A sentence that only leads to an answer ("The ministry hit back on Monday") tells nothing: it
    names nobody who is answered and reports no words. A deed is told by few words.
    """
    if statement.quote_kind is QuoteKind.DIRECT:
        return False
    if statement.quote_kind is None and (statement.target or statement.kind is EventKind.ACT):
        return False
    telling = words(statement.pieces, all_quoted=False).telling.values()
    least = 4.5 if statement.quote_kind is None else 2.0
    return sum(weight for weight in telling if weight >= NAMING) < least


def _stories(found: Sequence[TimelineEntry], story_of: Mapping[str, str]) -> list[DigestStory]:
    """Entries by story, the weightiest story first."""
    together: defaultdict[str, list[TimelineEntry]] = defaultdict(list)
    for entry in found:
        article = _newest_article(entry)
        together[story_of.get(article, article)].append(entry)
    stories = [_story(central, members) for central, members in together.items()]
    return sorted(
        stories,
        key=lambda story: (-sum(map(weight, story.entries)), reading_order(_first(story))),
    )


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
    """The story's weightiest entries; the others are counted as left out."""
    chosen = heaviest(story.entries, most)
    left[LeftOutReason.LESS] += _size(story.entries) - _size(chosen)
    return replace(story, entries=chosen)


def _size(found: Iterable[TimelineEntry]) -> int:
    """How many new statements the entries show."""
    return sum(len(entry.reactions) + (not entry.earlier) for entry in found)


def _first(story: DigestStory) -> Statement:
    return story.entries[0].statement
