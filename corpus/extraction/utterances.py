"""Attributions become quotes: marks trimmed, kind told, speaker resolved, certainty decided."""

import re
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Doc

from corpus.extraction.attribution import Attribution
from corpus.extraction.cast import Cast
from corpus.extraction.certainty import is_sure
from corpus.extraction.clauses import antecedent, noun_phrase
from corpus.models import UNRESOLVED, Quote, QuoteKind, Span, Speaker

_WORD = re.compile(r"\w")
_CLOSERS = {"”": "“", "»": "«", '"': '"'}
_EDGES = ' \t\n\r\u00a0“”„«»"`,;:'


def to_quotes(doc: Doc, attributions: Iterable[Attribution], cast: Cast) -> list[Quote]:
    """Quotes with resolved speakers, numbered in text order."""
    text = doc.text  # built anew each time it is asked
    quotes: list[Quote] = []
    speaking: str | None = None
    for attribution in attributions:
        spans = _spans(text, attribution)
        if not spans:
            continue
        speaker = _speaker(doc, attribution, cast, speaking)
        speaking = speaker.name or speaking
        cue = None if attribution.cue is None else doc[attribution.cue]
        quotes.append(
            Quote(
                f"q{len(quotes) + 1}",
                _kind(text, spans, attribution.quoted),
                spans,
                speaker,
                None if cue is None else Span(cue.idx, cue.idx + len(cue)),
                tuple(sorted(attribution.quoted)),
            )
        )
    return quotes


def _spans(text: str, attribution: Attribution) -> tuple[Span, ...]:
    """The pieces without marks and punctuation before them or marks after them."""
    trimmed = (_trim(text, piece) for piece in attribution.pieces)
    return tuple(span for span in trimmed if _WORD.search(text, *span))


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and (text[start] in _EDGES or text.startswith("''", start)):
        start += 1
    while end > start and (text[end - 1] in _EDGES[:12] or text[end - 2 : end] == "''"):
        end -= 1
    if text[end : end + 1] in _CLOSERS and _opens_within(text[start:end], text[end : end + 1]):
        end += 1
    return Span(start, end)


def _opens_within(words: str, closer: str) -> bool:
    """Does a mark at the end of some words close one that opened among them?"""
    if closer == '"':
        return words.count('"') % 2 == 1
    return words.rfind(_CLOSERS[closer]) > words.rfind(closer)


def _kind(text: str, spans: tuple[Span, ...], quoted: list[Span]) -> QuoteKind:
    if not quoted:
        return QuoteKind.INDIRECT
    inside = sum(
        1
        for span in quoted
        for match in _WORD.finditer(text, *span)
        if _covers(spans, match.start())
    )
    total = sum(1 for span in spans for _ in _WORD.finditer(text, *span))
    return QuoteKind.DIRECT if inside >= total else QuoteKind.MIXED


def _covers(spans: tuple[Span, ...], at: int) -> bool:
    return any(span.start <= at < span.end for span in spans)


def _speaker(doc: Doc, attribution: Attribution, cast: Cast, speaking: str | None) -> Speaker:
    if attribution.source is None:
        return UNRESOLVED
    printed = doc[attribution.source.start : attribution.source.end]
    if printed.root.tag_ in {"WP", "WDT"}:
        meant = noun_phrase(antecedent(printed.root))
        speaker = cast.resolve(doc[meant.start : meant.end], speaking=speaking)
        speaker = replace(speaker, span=Span(printed.start_char, printed.end_char))
    else:
        speaker = cast.resolve(printed, speaking=speaking)
    if speaker.certain and not is_sure(attribution, printed):
        return replace(speaker, certain=False, reason="reason.attribution")
    return speaker
