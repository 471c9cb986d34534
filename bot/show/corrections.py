"""The card under a sent briefing: how a quote that it carried reads now, or that it is gone."""

from collections.abc import Iterable, Iterator, Sequence

from bot.show.actions import AboutBriefing
from bot.show.cards import Accent, Button, Card, Line, LineKind, Run, Section, heading
from bot.show.catalogue import say
from bot.show.lines import JOINT, marked, source_runs
from corpus.briefing.items import Source
from corpus.linking.comparing import compare
from corpus.models import Span
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
    """Old words and new ones, what differs in bold."""
    speaker = change.speaker or say("speaker.unresolved", locale)
    old, new = JOINT.join(change.old), JOINT.join(change.new or ())
    difference = compare(old, new)
    yield heading(say("correction.was", locale, speaker=speaker))
    yield _words(old, difference.cut if new else (), direct=change.old_direct)
    if change.new is None:
        yield heading(say("correction.gone", locale))
    else:
        key = "now_by" if change.new_speaker else "now"
        yield heading(say(f"correction.{key}", locale, speaker=change.new_speaker))
        yield _words(new, difference.own, direct=change.new_direct)


def _words(words: str, bold: Iterable[Span], *, direct: bool) -> Line:
    """Verbatim words as the article has them; those of the speaker in quotation marks."""
    runs = marked(words, bold)
    return Line((Run("“"), *runs, Run("”")) if direct else runs, LineKind.QUOTE)
