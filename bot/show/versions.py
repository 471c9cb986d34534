"""Cards of `article history`: what became of an article, old and new words side by side."""

from collections.abc import Iterator

from bot.newsroom.versions import ChangeOfArticle, HistoryFound, PrintedLine, QuoteVersions
from bot.show.actions import TurnHistory
from bot.show.articles import article_lines
from bot.show.cards import Card, Line, LineKind, Run, Section, heading, plain, small
from bot.show.catalogue import say
from bot.show.fitting import window
from bot.show.lines import JOINT, LIST_WORDS, marked, page_buttons, page_line
from corpus.linking.versions import QuoteFate
from corpus.models import QuoteKind
from storage.versions import ChangeKind

MOST_QUOTES = 8
"""Quotes of one change that a card has room for."""


def history_card(answer: HistoryFound, locale: str = "en") -> Card:
    """An article's history, a change on a page, the latest first."""
    page, article_id = answer.page, answer.article.source.article_id
    turn = (
        TurnHistory(article_id, max(0, page.number - 1)),
        TurnHistory(article_id, page.number + 1),
    )
    came = Line((Run(say("history.came", locale) + " "), Run("", instant=answer.came)))
    about = [*article_lines(answer.article, locale), came]
    if not page.total:
        about.append(plain(say("history.unchanged", locale)))
    sections = [section for each in answer.changes for section in _sections(each, locale)]
    legend = any(each.quotes for each in answer.changes)
    return Card(
        say("history.title", locale),
        (Section(tuple(about)), *sections),
        buttons=page_buttons(page, *turn, locale),
        footer=(
            *((small(say("history.legend", locale)),) if legend else ()),
            *page_line(page, locale),
        ),
    )


def _sections(change: ChangeOfArticle, locale: str) -> Iterator[Section]:
    lines = [
        Line(
            (
                Run(say(f"history.{change.kind.value}", locale) + " ", bold=True),
                Run("", instant=change.at),
            )
        )
    ]
    if change.headlines is not None:
        lines += _headlines(change.headlines, locale)
    if change.kind is ChangeKind.CHANGED:
        lines.append(small(_summary(change, locale)))
    yield Section(tuple(lines))
    for quote in change.quotes[:MOST_QUOTES]:
        yield Section(tuple(_quote_lines(quote, locale)))
    hidden = len(change.quotes) - MOST_QUOTES
    if hidden > 0:
        yield Section((small(say("history.more", locale, count=hidden)),))


def _headlines(headlines: tuple[str | None, str | None], locale: str) -> list[Line]:
    none = say("source.no_headline", locale)
    before, after = headlines
    return [
        Line((Run(say("history.headline_was", locale) + " "), Run(before or none, body=True))),
        Line((Run(say("history.headline_is", locale) + " "), Run(after or none, body=True))),
    ]


def _summary(change: ChangeOfArticle, locale: str) -> str:
    """How many quotes became what, as far as any did."""
    fates = [quote.fate for quote in change.quotes]
    counts = [(fate, fates.count(fate)) for fate in QuoteFate if fate is not QuoteFate.KEPT]
    told = [say(f"history.count.{fate.value}", locale, count=n) for fate, n in counts if n]
    if change.kept:
        told.append(say("history.count.kept", locale, count=change.kept))
    return " · ".join(told) or say("history.no_quotes", locale)


def _quote_lines(quote: QuoteVersions, locale: str) -> Iterator[Line]:
    speakers = {line.speaker for line in (quote.before, quote.after) if line is not None}
    speaker = " / ".join(name or say("speaker.unresolved", locale) for name in _ordered(quote))
    yield heading(say(f"history.quote.{quote.fate.value}", locale, speaker=speaker))
    for key, line in (("was", quote.before), ("is", quote.after)):
        if line is None:
            continue
        if quote.before is not None and quote.after is not None:
            yield small(_label(key, line, locale, tells_speaker=len(speakers) > 1))
        yield _words(line, locale)


def _ordered(quote: QuoteVersions) -> list[str | None]:
    """Who said it, and who does now, each once."""
    names = [line.speaker for line in (quote.before, quote.after) if line is not None]
    return list(dict.fromkeys(names))


def _label(key: str, line: PrintedLine, locale: str, *, tells_speaker: bool) -> str:
    if not tells_speaker:
        return say(f"history.{key}", locale)
    speaker = line.speaker or say("speaker.unresolved", locale)
    return say(f"history.{key}_by", locale, speaker=speaker)


def _words(line: PrintedLine, locale: str) -> Line:
    """The words with what differs in bold; reported ones in the sentence that reports them."""
    if line.kind is QuoteKind.DIRECT:
        runs = marked(*window(JOINT.join(line.pieces), line.marked, LIST_WORDS))
        return Line((Run("“"), *runs, Run("”")), LineKind.QUOTE)
    runs = marked(*window(line.sentence or JOINT.join(line.pieces), line.marked, LIST_WORDS))
    return Line((Run(say("quote.reported", locale), italic=True), Run(" "), *runs), LineKind.QUOTE)
