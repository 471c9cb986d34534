"""What a briefing says of corrections: what an outlet printed, and what it prints now."""

from collections.abc import Iterator

from bot.newsroom.briefings import BriefingFound
from bot.show.cards import Line, LineKind, Run, Section, heading, small
from bot.show.catalogue import say
from bot.show.lines import JOINT, source_runs, words_line
from corpus.briefing.items import Correction
from corpus.linking.comparing import compare
from corpus.linking.versions import may_be_one_speaker

MOST_CORRECTIONS = 5


def corrected_sections(found: BriefingFound, locale: str) -> Iterator[Section]:
    """A section for each correction since the last briefing, then one of pages that are gone."""
    corrections = found.corrected.corrections
    for correction in corrections[:MOST_CORRECTIONS]:
        yield Section(tuple(_lines(correction, locale)))
    if len(corrections) > MOST_CORRECTIONS:
        left = len(corrections) - MOST_CORRECTIONS
        yield Section((small(say("briefing.correction.more", locale, count=left)),))
    if gone := found.corrected.withdrawn:
        sources = (Line(source_runs(source, locale), LineKind.SMALL) for source in gone)
        yield Section((heading(say("briefing.correction.withdrawn", locale)), *sources))


def _lines(correction: Correction, locale: str) -> Iterator[Line]:
    """Old words and new ones, what differs in bold; reported words in their sentences."""
    before = correction.before
    speaker = before.speaker or say("speaker.unresolved", locale)
    key = "gone" if correction.quote_id is None else "now"
    yield heading(say(f"briefing.correction.{key}", locale, speaker=speaker))
    difference = compare(JOINT.join(before.pieces), JOINT.join(correction.pieces))
    marked = difference.cut if correction.quote_id else ()
    yield words_line(before.pieces, before.sentence, before.kind, locale, marked)
    if correction.quote_id is not None:
        yield small(_now(correction, locale))
        yield words_line(
            correction.pieces, correction.sentence, correction.kind, locale, difference.own
        )
    seen = Run(" · " + say("briefing.correction.seen", locale) + " ")
    yield Line(
        (*source_runs(correction.source, locale), seen, Run("", instant=correction.at)),
        LineKind.SMALL,
    )


def _now(correction: Correction, locale: str) -> str:
    """That it now prints …, and whom it gives the words to, where that is somebody else."""
    before, now = correction.before.speaker, correction.speaker
    if before and now and not may_be_one_speaker(before, now):
        return say("briefing.correction.prints_by", locale, speaker=now)
    return say("briefing.correction.prints", locale)
