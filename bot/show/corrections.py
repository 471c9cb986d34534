"""The card under a sent briefing: how a quote that it carried reads now, or that it is gone."""

from collections.abc import Iterator, Sequence

from bot.show.actions import AboutBriefing
from bot.show.cards import Accent, Button, Card, Line, LineKind, Run, Section
from bot.show.catalogue import say
from bot.show.lines import JOINT, source_runs
from corpus.briefing.items import Source
from storage.records import QuoteChange


def correction_card(
    changes: Sequence[QuoteChange],
    source: Source | None,
    mark: AboutBriefing,
    locale: str = "en",
) -> Card:
    """Each quote as it was and as it is now, verbatim; `mark` is found again after a crash."""
    corrected = any(change.new is not None for change in changes)
    key = "corrected" if corrected else "withdrawn"
    footer = (Line(source_runs(source, locale), LineKind.SMALL),) if source else ()
    return Card(
        say(f"correction.{key}", locale),
        tuple(Section(tuple(_change(change, locale))) for change in changes),
        buttons=(Button(say("briefing.about", locale), mark),),
        footer=footer,
        accent=Accent.WARNING,
    )


def _change(change: QuoteChange, locale: str) -> Iterator[Line]:
    speaker = change.speaker or say("speaker.unresolved", locale)
    yield Line((Run(say("correction.was", locale, speaker=speaker), bold=True),))
    yield _words(change.old)
    if change.new is None:
        yield Line((Run(say("correction.gone", locale), bold=True),))
    else:
        key = "now_by" if change.new_speaker else "now"
        now = say(f"correction.{key}", locale, speaker=change.new_speaker)
        yield Line((Run(now, bold=True),))
        yield _words(change.new)


def _words(pieces: Sequence[str]) -> Line:
    """Verbatim pieces as the article has them."""
    return Line((Run(JOINT.join(pieces), body=True),), LineKind.QUOTE)
