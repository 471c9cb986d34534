"""A briefing as data: what came into a library between two instants, story by story."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from bot.newsroom.library import LibraryRef
from bot.newsroom.means import Means
from bot.newsroom.sorting import paper
from corpus.briefing.digest import Digest, compose
from corpus.briefing.editing import in_full
from corpus.briefing.items import Statement
from corpus.briefing.notices import Notice, notices
from corpus.linking.stories import stories
from corpus.matching import normalise
from corpus.models import Article
from storage import articles, corrected, events
from storage.corrected import Corrected
from storage.records import Plan
from storage.types import LibraryId

STYLES = {"full": (5, 6), "short": (3, 2)}
"""How many stories, and how many entries of each, a briefing of this style has at most."""

_BEFORE = timedelta(days=30)
"""How long before the oldest new statement older ones are looked at: for what is answered."""


@dataclass(frozen=True, slots=True)
class BriefingFound:
    """What came after `since` (None: from the beginning) and by `until`, both UTC.

    `corrected` is what outlets print otherwise since then, or no more; `notices` are what they say
    of corrections in the articles that came.
    """

    digest: Digest
    since: datetime | None
    until: datetime
    corrected: Corrected = field(default_factory=Corrected)
    notices: tuple[Notice, ...] = ()

    @property
    def says_nothing(self) -> bool:
        """Nothing is new, and nothing was corrected."""
        fixed = self.corrected.corrections or self.corrected.withdrawn or self.notices
        return not (self.digest.stories or fixed)


@dataclass(frozen=True, slots=True)
class Focus:
    """What a briefing is about: one person (public id), or a topic, or all; and its style.

    A topic's articles are those that hold each of its words, whatever their case and accents.
    """

    person_id: str | None = None
    topic: str | None = None
    style: str = "full"

    @classmethod
    def of(cls, plan: Plan) -> "Focus":
        """What a schedule's plan is about."""
        return cls(plan.person_id, plan.topic, plan.style)


async def brief(
    means: Means, ref: LibraryRef, *, since: datetime | None = None, style: str = "full"
) -> BriefingFound:
    """What came into a library after `since` (UTC; None: all of it) until now."""
    library = await means.library(ref)
    return await brief_library(means, library, since, means.clock(), Focus(style=style))


async def brief_library(
    means: Means,
    library: LibraryId,
    since: datetime | None,
    until: datetime,
    focus: Focus,
) -> BriefingFound:
    """The same for a library's row, narrowed to what a schedule is about."""
    person_id = focus.person_id
    async with means.database.read() as session:
        new = await events.added_between(session, library, since, until, person_id)
        first = min((found.day.value for found in new if found.day.value), default=None)
        known = await events.between_days(
            session, library, first - _BEFORE if first else None, None, person_id
        )
        fixed = await _corrected(session, library, since, until, person_id)
        ids = {found.source.article_id for found in new} | fixed.article_ids
        texts = await articles.texts(session, library, sorted(ids))
    if focus.topic:
        texts = await asyncio.to_thread(_on_topic, texts, normalise(focus.topic).split())
        new = [found for found in new if found.source.article_id in texts]
        fixed = fixed.of(texts)
    earlier = [found for found in known if since is not None and found.added <= since]
    digest = await asyncio.to_thread(_composed, new, earlier, texts, STYLES[focus.style])
    return BriefingFound(digest, since, until, fixed, notices(new, texts))


async def _corrected(
    session: AsyncSession,
    library: LibraryId,
    since: datetime | None,
    until: datetime,
    person_id: str | None,
) -> Corrected:
    """What was corrected since the last briefing; a first one has nothing to put right."""
    if since is None:
        return Corrected()
    return await corrected.between(session, library, since, until, person_id)


def _on_topic(texts: dict[str, Article], wanted: Sequence[str]) -> dict[str, Article]:
    """The articles that hold every word wanted."""
    return {
        article_id: article
        for article_id, article in texts.items()
        if set(wanted) <= set(normalise(article.text).split())
    }


def _composed(
    new: Sequence[Statement],
    earlier: Sequence[Statement],
    texts: dict[str, Article],
    most: tuple[int, int],
) -> Digest:
    """Find the stories and choose; this computes, and so runs in a thread."""
    bring_news = {found.source.article_id for found in new}
    papers = [
        paper(article_id, article, _utterances(article_id, new))
        for article_id, article in texts.items()
        if article_id in bring_news
    ]
    story_of = {
        article_id: story.central for story in stories(papers) for article_id in story.article_ids
    }
    most_stories, most_entries = most
    return compose(
        in_full(new, texts),
        earlier=earlier,
        story_of=story_of,
        most_stories=most_stories,
        most_entries=most_entries,
    )


def _utterances(article_id: str, new: Sequence[Statement]) -> frozenset[str]:
    """The utterances that an article carries a wording of."""
    carried = (found for found in new if found.source.article_id == article_id)
    return frozenset(found.group for found in carried if found.group)
