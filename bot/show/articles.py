"""Cards of the library: its articles, what became of new ones, and one taken out."""

from dataclasses import replace
from typing import assert_never

from bot.newsroom.answers import (
    Added,
    ArticleLine,
    ArticlesFound,
    Changed,
    Failed,
    IngestReport,
    Unchanged,
)
from bot.show.actions import RestoreArticle, ShowArticles, StopWork
from bot.show.cards import Accent, Button, Card, Line, Run, Section, notice, plain, small
from bot.show.catalogue import say, tell
from bot.show.lines import day_words, page_buttons, page_line, source_runs
from corpus.models import Precision, PublishedBasis

MOST_ITEMS = 20


def articles_card(answer: ArticlesFound, locale: str = "en") -> Card:
    """A page of the library's articles, the latest published first."""
    title = say("articles.title", locale)
    if not answer.page.total:
        return notice(title, say("library.empty", locale), accent=Accent.NOTHING)
    page = answer.page
    turn = (ShowArticles(max(0, page.number - 1)), ShowArticles(page.number + 1))
    total = say("count.articles", locale, count=page.total)
    return Card(
        title,
        tuple(Section(article_lines(line, locale)) for line in answer.lines),
        buttons=page_buttons(page, *turn, locale),
        footer=page_line(page, locale) or (small(total),),
    )


def article_lines(article: ArticleLine, locale: str) -> tuple[Line, ...]:
    """An article: outlet and headline; its day; what was read out of it; its id."""
    facts = [published_text(article, locale)]
    if article.partial:
        facts.append(say("articles.partial", locale))
    elif article.readable:
        facts.append(say("count.people", locale, count=article.people))
        facts.append(say("count.quotes", locale, count=article.quotes))
    else:
        facts.append(say("articles.not_read", locale))
    facts.append(say("articles.id", locale, article_id=article.source.article_id))
    return (Line(source_runs(article.source, locale)), small(" · ".join(facts)))


def published_text(article: ArticleLine, locale: str) -> str:
    """The day of publication with what it rests on, or that it is not known."""
    day = article.source.publication.day
    if day is None:
        return say("articles.undated", locale)
    words = day_words(day, Precision.DAY, locale)
    match article.basis:
        case PublishedBasis.STATED | PublishedBasis.METADATA:
            return words
        case PublishedBasis.GIVEN:
            return say("articles.day_given", locale, day=words)
        case PublishedBasis.UNKNOWN:
            return say("day.from.unknown", locale, day=words)


def ingest_card(report: IngestReport, locale: str = "en", *, most: int = MOST_ITEMS) -> Card:
    """What became of each text, of at most `most`: added, had already, or not taken and why."""
    unchanged = len(report.items) - report.added - report.changed - report.failed
    parts = (
        ("ingest.added", report.added),
        ("ingest.changed", report.changed),
        ("ingest.unchanged", unchanged),
        ("ingest.failed", report.failed),
    )
    title = ", ".join(say(key, locale, count=count) for key, count in parts if count)
    failures_first = sorted(report.items, key=lambda item: not isinstance(item, Failed))
    shown = tuple(Section(_item_lines(item, locale)) for item in failures_first[:most])
    hidden = len(report.items) - most
    more = (small(say("ingest.more", locale, count=hidden)),) if hidden > 0 else ()
    if report.stopped:
        more = (*more, small(say("ingest.stopped", locale)))
    accent = Accent.WARNING if report.failed else Accent.DONE
    return Card(title or say("ingest.nothing", locale), shown, footer=more, accent=accent)


def _item_lines(item: Added | Changed | Unchanged | Failed, locale: str) -> tuple[Line, ...]:
    match item:
        case Added():
            notes = tuple(small(say(note, locale)) for note in item.notes)
            return (*article_lines(item.article, locale), *notes)
        case Changed():
            return (*article_lines(item.article, locale), *_changed_lines(item, locale))
        case Unchanged():
            lines = article_lines(item.article, locale)
            return (*lines, small(say("ingest.had_it", locale)))
        case Failed():
            return (
                Line((Run(item.name, bold=True),)),
                plain(tell(item.error, locale)),
            )
        case _:
            assert_never(item)


def _changed_lines(item: Changed, locale: str) -> tuple[Line, ...]:
    """That it is a newer version, and what became of the quotes."""
    counts = (("changed", item.changed), ("lost", item.lost), ("gained", item.gained))
    told = [say(f"ingest.quotes.{key}", locale, count=count) for key, count in counts if count]
    said = (say("ingest.newer", locale), *(told or [say("ingest.quotes.same", locale)]))
    return tuple(small(each) for each in (" · ".join(said), *(say(n, locale) for n in item.notes)))


def progress_card(
    done: int, total: int, locale: str = "en", *, stop: StopWork | None = None
) -> Card:
    """How far a batch has come; `stop` gives it a button that stops it."""
    told = notice(say("ingest.progress", locale, done=done, total=total))
    return (
        told if stop is None else replace(told, buttons=(Button(say("button.stop", locale), stop),))
    )


def stopping_card(stopping: bool, locale: str = "en") -> Card:
    """A long work is being stopped, or does not go on any more."""
    return notice(say("ingest.stopping" if stopping else "ingest.not_running", locale))


def removed_card(article: ArticleLine, locale: str = "en") -> Card:
    """An article was taken out; one press brings it back."""
    undo = Button(say("button.undo", locale), RestoreArticle(article.source.article_id))
    return Card(
        say("article.removed", locale),
        (Section((*article_lines(article, locale), plain(say("article.undo", locale)))),),
        buttons=(undo,),
        accent=Accent.DONE,
    )


def restored_card(article: ArticleLine, locale: str = "en") -> Card:
    """An article that was taken out is back."""
    lines = article_lines(article, locale)
    return Card(say("article.restored", locale), (Section(lines),), accent=Accent.DONE)
