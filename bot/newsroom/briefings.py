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
    earlier = [found for found in known if since is not None and found.added <= since]
    material = _Material(new, earlier, texts, fixed)
    return await asyncio.get_running_loop().run_in_executor(
        means.composing, _briefing, material, since, until, focus
    )


@dataclass(frozen=True, slots=True)
class _Material:
    """What a briefing is made of: new statements, earlier ones, articles by id, corrections."""

    new: Sequence[Statement]
    earlier: Sequence[Statement]
    texts: dict[str, Article]
    fixed: Corrected

    def about(self, topic: str) -> "_Material":
        """What is new of it in the articles that hold every word of a topic."""
        wanted = set(normalise(topic).split())
        texts = {
            article_id: article
            for article_id, article in self.texts.items()
            if wanted <= set(normalise(article.text).split())
        }
        new = [found for found in self.new if found.source.article_id in texts]
        return _Material(new, self.earlier, texts, self.fixed.of(texts))


def _briefing(
    material: _Material, since: datetime | None, until: datetime, focus: Focus
) -> BriefingFound:
    """Find the stories and choose; this computes, and so runs in a thread."""
    found = material.about(focus.topic) if focus.topic else material
    digest = _digest(found, STYLES[focus.style])
    return BriefingFound(digest, since, until, found.fixed, notices(found.new, found.texts))


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


def _digest(found: _Material, most: tuple[int, int]) -> Digest:
    """At most so many stories, with so many entries each."""
    bring_news = {statement.source.article_id for statement in found.new}
    papers = [
        paper(article_id, article, _utterances(article_id, found.new))
        for article_id, article in found.texts.items()
        if article_id in bring_news
    ]
    story_of = {
        article_id: story.central for story in stories(papers) for article_id in story.article_ids
    }
    most_stories, most_entries = most
    return compose(
        in_full(found.new, found.texts),
        earlier=found.earlier,
        story_of=story_of,
        most_stories=most_stories,
        most_entries=most_entries,
    )


def _utterances(article_id: str, new: Sequence[Statement]) -> frozenset[str]:
    """The utterances that an article carries a wording of."""
    carried = (found for found in new if found.source.article_id == article_id)
    return frozenset(found.group for found in carried if found.group)
