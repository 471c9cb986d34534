"""Stories: articles about one thing over days, with the event that most answer, and who did."""

import asyncio
from collections.abc import Mapping, Sequence

from bot.newsroom.answers import Page, StoriesFound, StoryAnswer, StoryFound, StoryLine
from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.sorting import Sorted, paper
from corpus.briefing.items import Statement, TimelineEntry
from corpus.briefing.merging import merge
from corpus.briefing.timeline import entries, heaviest
from corpus.briefing.weight import weight
from corpus.errors import NotFound
from corpus.linking.stories import Story, stories
from corpus.matching import normalise
from storage import articles, events, libraries, wordings
from storage.records import ArticleRecord
from storage.types import LibraryId

STORIES_ON_A_PAGE = 8
MOST_ARTICLES = 500
"""How many of the latest articles are sorted into stories."""

MOST_OTHERS = 5


async def story(
    means: Means, ref: LibraryRef, asked: str | None = None, *, page: int = 0
) -> StoryAnswer:
    """The story of an article (public id) or the one that these words fit; else the list.

    Words fit a story when one of its headlines has them all; where several stories fit, those are
    listed.
    """
    library = await means.library(ref)
    found = await _sorted(means, library)
    chosen = [each for each in found.stories if not asked or _fits(each, asked, found.records)]
    if asked and len(chosen) == 1:
        return await _told(means, library, chosen[0], found.records)
    lines = sorted((_line(each, found.records) for each in chosen), key=_latest_first)
    shown = Page.at(page, STORIES_ON_A_PAGE, len(lines))
    unread = found.total - len(found.records)
    return StoriesFound(asked, tuple(lines[shown.part]), shown, found.total == 0, unread)


async def story_of(means: Means, ref: LibraryRef, article_id: str) -> StoryFound:
    """The story that an article belongs to. Raises NotFound."""
    library = await means.library(ref)
    found = await _sorted(means, library)
    for each in found.stories:
        if article_id in each.article_ids:
            return await _told(means, library, each, found.records)
    raise NotFound("error.not_found.article", id=article_id)


async def _sorted(means: Means, library: LibraryId) -> Sorted:
    """The stories, found anew only when the library has changed."""
    async with means.database.read() as session:
        generation = await libraries.generation(session, library)
        known = means.sorted.get(library)
        if known is not None and known.generation == generation:
            return known
        total = await articles.count(session, library)
        records = await articles.list_page(session, library, number=0, size=MOST_ARTICLES)
        ids = [record.source.article_id for record in records]
        texts = await articles.texts(session, library, ids)
        utterances = await wordings.groups_of(session, library, ids)
    papers = [paper(each, texts[each], utterances.get(each, frozenset())) for each in ids]
    sorted_now = await asyncio.to_thread(stories, papers)
    found = Sorted(
        generation, sorted_now, {record.source.article_id: record for record in records}, total
    )
    means.sorted[library] = found
    return found


def _fits(found: Story, asked: str, records: Mapping[str, ArticleRecord]) -> bool:
    if asked in found.article_ids:
        return True
    wanted = normalise(asked).split()
    heads = (normalise(records[each].source.headline or "") for each in found.article_ids)
    return any(all(word in head for word in wanted) for head in heads)


def _line(found: Story, records: Mapping[str, ArticleRecord]) -> StoryLine:
    outlets = (records[each].source.outlet for each in found.article_ids)
    kept = _without_copies(found)
    central = records[found.central].source
    headed = (records[each].source for each in found.article_ids)
    lead = next((source for source in (central, *headed) if source.headline), central)
    return StoryLine(
        lead,
        len(kept),
        len(found.article_ids) - len(kept),
        tuple(dict.fromkeys(outlet for outlet in outlets if outlet)),
        found.first,
        found.last,
    )


def _without_copies(found: Story) -> tuple[str, ...]:
    """The story's articles, of each set of reprints the earliest only."""
    copies = {each for together in found.reprints for each in together[1:]}
    return tuple(each for each in found.article_ids if each not in copies)


def _latest_first(line: StoryLine) -> tuple[int, str]:
    return -(line.last.toordinal() if line.last else 0), line.lead.article_id


async def _told(
    means: Means, library: LibraryId, found: Story, records: Mapping[str, ArticleRecord]
) -> StoryFound:
    async with means.database.read() as session:
        statements = await events.of_articles(session, library, found.article_ids)
    event, others = await asyncio.to_thread(_event, statements)
    sources = tuple(records[each].source for each in _without_copies(found))
    return StoryFound(_line(found, records), sources, event, others)


def _event(
    statements: Sequence[Statement],
) -> tuple[TimelineEntry | None, tuple[TimelineEntry, ...]]:
    """What weighs most of all that the story tells, and the next."""
    told = entries(merge(statements))
    if not told:
        return None, ()
    event = max(told, key=weight)
    others = heaviest((entry for entry in told if entry is not event), MOST_OTHERS)
    return event, others
