"""Lines that several kinds of answer share: words, speakers, days, sources.

Direct words stand inside quotation marks, their pieces joined by " … "; reported words stand
without. What is not certain or not known is said, never guessed.
"""

from collections.abc import Iterable, Iterator
from datetime import date

from bot.newsroom.answers import Page, QuoteLine
from bot.show.actions import Action
from bot.show.cards import Button, Line, LineKind, Run, small
from bot.show.catalogue import say
from bot.show.fitting import cut, window
from corpus.briefing.items import EarlierWording, Source
from corpus.linking.versions import may_be_one_speaker
from corpus.models import Day, DayBasis, Precision, QuoteKind, Span, SpeakerKind

JOINT = " … "
"""Stands between the pieces of an interrupted quotation."""

TOLD = {DayBasis.STATED, DayBasis.RESOLVED}
"""The article's own words tell such a day; every other is shown with what it rests on."""

_FEW = 2  # quoted words that need their sentence

LIST_WORDS = 500
"""Characters of one utterance in a list; its context shows all of it."""


def marked(text: str, bold: Iterable[Span]) -> tuple[Run, ...]:
    """`text` as body runs with the spans in bold. Overlapping spans count once."""
    return tuple(_marked(text, bold))


def _marked(text: str, bold: Iterable[Span]) -> Iterator[Run]:
    at = 0
    for span in sorted(bold):
        start, end = max(span.start, at), min(span.end, len(text))
        if start >= end:
            continue
        if at < start:
            yield Run(text[at:start], body=True)
        yield Run(text[start:end], bold=True, body=True)
        at = end
    if at < len(text):
        yield Run(text[at:], body=True)


def words_line(
    pieces: tuple[str, ...],
    sentence: str | None,
    kind: QuoteKind | None,
    locale: str,
    matched: tuple[Span, ...] = (),
) -> Line:
    """The words themselves, cut to LIST_WORDS; `matched` are spans into the joined pieces.

    Of a long utterance the part round the first match is shown. Words that are reported are shown
    in the whole sentence that reports them: cut out of it they may say the opposite. So are one or
    two words quoted: cut out of it they say nothing.
    """
    alone = sum(len(piece.split()) for piece in pieces) > _FEW or not sentence
    if kind is QuoteKind.DIRECT and alone:
        runs = marked(*window(JOINT.join(pieces), matched, LIST_WORDS))
        return Line((Run("“"), *runs, Run("”")), LineKind.QUOTE)
    runs = marked(*window(sentence or JOINT.join(pieces), (), LIST_WORDS))
    return Line((Run(say("quote.reported", locale), italic=True), Run(" "), *runs), LineKind.QUOTE)


def speaker_runs(line: QuoteLine, locale: str) -> tuple[Run, ...]:
    """Who said it, with the warning and its reason where that is not certain."""
    printed = line.speaker_printed or ""
    if line.speaker is None or line.speaker_kind is SpeakerKind.UNRESOLVED:
        key = "speaker.unresolved_printed" if printed else "speaker.unresolved"
        runs = (Run(say(key, locale, printed=printed)),)
    elif line.speaker_kind is SpeakerKind.UNNAMED:
        runs = (Run(say("speaker.unnamed", locale, printed=printed or line.speaker)),)
    elif line.certain:
        return (Run(line.speaker, bold=True),)
    else:
        runs = (Run(say("speaker.probably", locale) + " "), Run(line.speaker, bold=True))
    if line.certain or not line.reason:
        return runs
    return (*runs, Run(f" ({say(line.reason, locale)})"))


def day_words(value: date, precision: Precision, locale: str) -> str:
    """A calendar date as far as it is known: "16 March 2022", "March 2022", "2022"."""
    month = say(f"month.{value.month}", locale)
    match precision:
        case Precision.YEAR:
            return str(value.year)
        case Precision.MONTH:
            return say("day.month", locale, month=month, year=value.year)
        case Precision.DAY | Precision.TIME | Precision.UNKNOWN:
            return say("day.day", locale, day=value.day, month=month, year=value.year)


def day_text(day: Day, locale: str, source: Source | None = None) -> str:
    """A day with what it rests on, where that is not the article's own words.

    `source` is the article that the day was inferred from, where it was.
    """
    if day.value is None:
        if day.words:
            return say("day.words", locale, words=day.words)
        return say("day.unknown", locale)
    words = day_words(day.value, day.precision, locale)
    if day.basis in TOLD:
        return words
    named = (source.outlet or source.headline) if source else None
    if day.basis is DayBasis.INFERRED and named:
        return say("day.from_outlet", locale, day=words, outlet=named)
    return say(f"day.from.{day.basis.value}", locale, day=words)


def source_runs(source: Source, locale: str) -> tuple[Run, ...]:
    """Outlet and headline, linked where the address is a page's; a page that is gone is told."""
    outlet = source.outlet or say("source.no_outlet", locale)
    headline = source.headline or say("source.no_headline", locale)
    named = (Run(f"{outlet}: "), Run(headline, link=web_address(source.address)))
    if source.withdrawn is None:
        return named
    gone = Run(" · ⚠ " + say("source.withdrawn", locale) + " ")
    return (*named, gone, Run("", instant=source.withdrawn))


def web_address(address: str | None) -> str | None:
    """`address` if it is an http(s) one that a link can carry, else None."""
    if address is None or not address.lower().startswith(("http://", "https://")):
        return None
    return None if any(sign in address for sign in " <>()\n\\") else address


def quote_lines(line: QuoteLine, locale: str) -> tuple[Line, ...]:
    """A quote as lists show it: words, speaker and day, source, warnings."""
    words = words_line(line.pieces, line.sentence, line.kind, locale, line.matched)
    said = (
        Run("— "),
        *speaker_runs(line, locale),
        Run(" · " + day_text(line.day, locale, line.day_source)),
    )
    lines = [words, Line(said), Line(source_runs(line.source, locale), LineKind.SMALL)]
    if line.before is not None:
        lines.append(before_line(line.before, line.speaker, locale))
    if line.disputed:
        lines.append(small(say("quote.disputed", locale)))
    if line.wordings > 1:
        key = "quote.wordings_in" if line.outlets > 1 else "quote.wordings"
        lines.append(small(say(key, locale, count=line.wordings, outlets=line.outlets)))
    return tuple(lines)


def before_line(before: EarlierWording, speaker: str | None, locale: str) -> Line:
    """What an earlier version of the article printed in a quote's place, in small print.

    `speaker` is who said it as the article has it now: another one is told.
    """
    words = JOINT.join(before.pieces)
    words = f"“{words}”" if before.kind is QuoteKind.DIRECT else before.sentence or words
    runs = [Run(say("quote.before", locale) + " "), Run("", instant=before.came), Run(", ")]
    if before.speaker and speaker and not may_be_one_speaker(before.speaker, speaker):
        runs.append(Run(say("quote.before_by", locale, speaker=before.speaker) + " "))
    else:
        runs.append(Run(say("quote.before_printed", locale) + " "))
    return Line((*runs, Run(cut(words, LIST_WORDS), body=True)), LineKind.SMALL)


def page_line(page: Page, locale: str, where: str = "page.where") -> tuple[Line, ...]:
    """Which page this is; nothing where there is only one. `where` is the key of the words."""
    if page.last == 0:
        return ()
    numbers = {"page": page.number + 1, "pages": page.last + 1, "total": page.total}
    return (small(say(where, locale, **numbers)),)


def page_buttons(page: Page, back: Action, forth: Action, locale: str) -> tuple[Button, ...]:
    """Previous and next; nothing where there is only one page."""
    if page.last == 0:
        return ()
    return (
        Button(say("page.back", locale), back, disabled=page.number == 0),
        Button(say("page.forth", locale), forth, disabled=page.number >= page.last),
    )
