"""Which pairs of reported statements are one utterance: predictions for the benchmark's scorer.

    python -m tests.bench.variants PAIRS.jsonl --texts ARTICLES.jsonl > PRED.jsonl
    python -m tests.bench.variants PAIRS.jsonl --texts ARTICLES.jsonl --folds 5 --repeats 20

A pair is {"id", "a": {"doc", "spans"}, "b": {...}}, an article {"id", "text", "publisher", "date"};
a prediction {"id", "same", "score"}. With --folds the threshold alone is chosen on the other folds
(folds never share a document), which needs the pairs' labels; figures go to standard output.
"""

import argparse
import json
import random
import statistics
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from corpus.extraction import nlp
from corpus.extraction.pipeline import extract_many
from corpus.linking.variants import Wording, same_utterance
from corpus.models import UNRESOLVED, Extraction, Quote, QuoteKind, Speaker
from tests.bench.common import article_of

Record = dict[str, Any]
Scored = tuple[bool, float]  # labelled the same, score
_MARKS = ("“", '"', "''")


def read(path: Path) -> list[Record]:
    """One JSON object a line."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def said_by(side: Record, extraction: Extraction) -> Speaker:
    """Who the product says spoke: the speaker of the quote that covers most of the spans."""

    def shared(quote: Quote) -> int:
        return sum(
            max(0, min(end, span.end) - max(start, span.start))
            for start, end in side["spans"]
            for span in quote.spans
        )

    best = max(extraction.quotes, key=shared, default=None)
    return best.speaker if best is not None and shared(best) else UNRESOLVED


def wording(side: Record, article: Record, extraction: Extraction) -> Wording:
    """One side of a pair as the product knows it."""
    speaker = said_by(side, extraction)
    pieces = tuple(article["text"][start:end] for start, end in side["spans"])
    direct = all(piece.lstrip().startswith(_MARKS) for piece in pieces)
    return Wording(
        public_id=side["doc"],
        pieces=pieces,
        kind=QuoteKind.DIRECT if direct else QuoteKind.INDIRECT,
        article_id=side["doc"],
        speaker=speaker.name,
        speaker_kind=speaker.kind,
        day=date.fromisoformat(article["date"]) if article.get("date") else None,
        printed=article["text"][slice(*speaker.span)] if speaker.span else None,
    )


def predict(pairs: Sequence[Record], articles: dict[str, Record]) -> list[Record]:
    """Judge every pair, from what the extractors read in its two articles."""
    docs = sorted({pair[side]["doc"] for pair in pairs for side in "ab"})
    read_out = extract_many((article_of(articles[doc]) for doc in docs), nlp.load())
    extractions = dict(zip(docs, read_out, strict=True))
    out: list[Record] = []
    for pair in pairs:
        sides = ((pair[side], pair[side]["doc"]) for side in "ab")
        a, b = (wording(side, articles[doc], extractions[doc]) for side, doc in sides)
        judgement = same_utterance(a, b)
        out.append({"id": pair["id"], "same": judgement.same, "score": round(judgement.score, 4)})
    return out


def f1(scored: Sequence[Scored], threshold: float) -> float:
    """F1 of "same" where a score from `threshold` on says so."""
    hit = sum(gold and score >= threshold for gold, score in scored)
    said = sum(score >= threshold for _, score in scored)
    wanted = sum(gold for gold, _ in scored)
    return 2 * hit / (said + wanted) if said + wanted else 0.0


def average_precision(scored: Sequence[Scored]) -> float:
    """Average precision of the ranking by score."""
    ranked = sorted(scored, key=lambda item: -item[1])
    precisions: list[float] = []
    for rank, (gold, _) in enumerate(ranked, 1):
        if gold:
            precisions.append((len(precisions) + 1) / rank)
    return statistics.fmean(precisions) if precisions else 0.0


def best_threshold(scored: Sequence[Scored]) -> float:
    """The threshold with the best F1: halfway between two neighbouring scores."""
    scores = sorted({score for _, score in scored})
    middles = [(low + high) / 2 for low, high in pairwise(scores)]
    return max(middles or [0.5], key=lambda threshold: f1(scored, threshold))


def connected(pairs: Sequence[Record]) -> list[list[int]]:
    """The places of pairs that share a document, directly or through others."""
    parts: dict[str, list[int]] = {}
    for at, pair in enumerate(pairs):
        joined = [at]
        for doc in (pair["a"]["doc"], pair["b"]["doc"]):
            known = parts.get(doc, [])
            joined = known + [place for place in joined if place not in known]
            parts[doc] = joined
        docs = {pairs[place][side]["doc"] for place in joined for side in "ab"}
        parts.update(dict.fromkeys(docs, joined))
    return list({id(part): part for part in parts.values()}.values())


def held_out_f1(parts: list[list[int]], scored: list[Scored], folds: int, seed: int) -> float:
    """F1 over all pairs, each judged with a threshold chosen without its fold."""
    shuffled = random.Random(seed).sample(parts, len(parts))  # noqa: S311
    judged: list[Scored] = []
    for fold in range(folds):
        inside = {place for part in shuffled[fold::folds] for place in part}
        threshold = best_threshold([s for at, s in enumerate(scored) if at not in inside])
        judged += [(scored[at][0], float(scored[at][1] >= threshold)) for at in sorted(inside)]
    return f1(judged, 0.5)


def interval(parts: list[list[int]], figure: Callable[[list[int]], float], seed: int) -> str:
    """95 % of 1,000 bootstraps over connected documents."""
    chance = random.Random(seed)  # noqa: S311
    values = sorted(
        figure([place for part in chance.choices(parts, k=len(parts)) for place in part])
        for _ in range(1000)
    )
    return f"[{values[25]:.3f}, {values[974]:.3f}]"


def report(pairs: list[Record], predicted: list[Record], options: argparse.Namespace) -> None:
    """Print the figures of repeated folds, and of the shipped threshold, which has seen them."""
    known = [
        (pair, (pair["label"] == "same", prediction["score"]))
        for pair, prediction in zip(pairs, predicted, strict=True)
        if pair["label"] != "unsure"
    ]
    proper = [item for item in known if item[0]["kind"] != "C" and item[0]["cross_outlet"]]
    for name, chosen in (("all", known), ("proper", proper)):
        scored = [score for _, score in chosen]
        parts = connected([pair for pair, _ in chosen])
        repeats = [
            held_out_f1(parts, scored, options.folds, options.seed + n)
            for n in range(options.repeats)
        ]
        places = interval(parts, lambda at, s=scored: average_precision([s[i] for i in at]), 0)
        print(
            f"{name:<7} folds: F1 {statistics.fmean(repeats):.3f} "
            f"({min(repeats):.3f} to {max(repeats):.3f})   "
            f"AP {average_precision(scored):.3f} {places}   "
            f"shipped threshold (seen): F1 {f1(scored, 0.5):.3f}"
        )


def main() -> None:
    """Read the arguments; write predictions, or figures with --folds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("pairs", type=Path)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--repeats", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    pairs = read(options.pairs)
    predicted = predict(pairs, {article["id"]: article for article in read(options.texts)})
    if options.folds:
        report(pairs, predicted, options)
        return
    for line in predicted:
        print(json.dumps(line))


if __name__ == "__main__":
    main()
