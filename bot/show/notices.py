"""What outlets themselves say of corrections, as a briefing shows it: verbatim, with the source."""

from collections.abc import Iterator, Sequence

from bot.show.cards import Line, LineKind, Run, Section, heading, small
from bot.show.catalogue import say
from bot.show.fitting import window
from bot.show.lines import LIST_WORDS, source_runs
from corpus.briefing.notices import Notice

MOST_NOTICES = 5


def notice_sections(found: Sequence[Notice], locale: str) -> Iterator[Section]:
    """A section for each notice, under one heading, and how many more there are."""
    for number, notice in enumerate(found[:MOST_NOTICES]):
        above = () if number else (heading(say("briefing.notices", locale)),)
        text, _ = window(notice.text, (), LIST_WORDS)
        source = Line(source_runs(notice.source, locale), LineKind.SMALL)
        yield Section((*above, Line((Run(text, body=True),), LineKind.QUOTE), source))
    if len(found) > MOST_NOTICES:
        left = len(found) - MOST_NOTICES
        yield Section((small(say("briefing.correction.more", locale, count=left)),))
