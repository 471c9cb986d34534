"""A timeline out of many articles: the days that matter, and sentences that tell each of them.

Dates first, then their sentences, as Gholipour Ghalandari and Ifrim (ACL 2020) do it; a day's
sentences by closeness to the centre of all that is told of it (Radev et al., "Centroid-based
summarization of multiple documents", 2004), the sentences of a day as a whole near that centre
(Rossiello et al., "Centroid-based text summarization through compositionality of word embeddings",
MultiLing 2017). Nothing is trained and nothing is random.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from corpus.briefing.passages import Passage, Passages, relevance
from corpus.briefing.saliency import day_weights
from corpus.briefing.sentences import Shown, Told, tellers


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a timeline may hold: the period (both days included), and how much.

    `sentences` is a mean a day: the weightier days get the odd ones. With `hindsight`, articles
    published outside the period count too: what they tell of its days.
    """

    first: date
    last: date
    days: int
    sentences: float
    hindsight: bool = False


def choose(passages: Passages, wanted: Wanted) -> dict[date, tuple[Passage, ...]]:
    """The days of the period that matter most, earliest first, each with its best sentences.

    No text is chosen twice. A day that nothing can be shown for is left out, and the next one in
    weight takes its place.
    """
    first, last = wanted.first.toordinal(), wanted.last.toordinal()
    inside = (passages.published >= first) & (passages.published <= last) | wanted.hindsight
    close = relevance(passages, inside, asked=bool(passages.asked.any()))
    weights = day_weights(passages, close, inside, first, last)
    told, shown = Told.of(passages, inside), Shown()
    quotas = _quotas(wanted)
    chosen: dict[date, tuple[Passage, ...]] = {}
    for at in np.argsort(-weights, kind="stable").tolist():
        if len(chosen) == len(quotas) or weights[at] <= 0:
            break
        day = date.fromordinal(first + at)
        found = tellers(passages, close, told, day, quotas[len(chosen)], shown)
        if found:
            chosen[day] = found
    return dict(sorted(chosen.items()))


def _quotas(wanted: Wanted) -> list[int]:
    """How many sentences the days get, from the weightiest on."""
    total = max(wanted.days, round(wanted.days * wanted.sentences))
    each, odd = divmod(total, max(1, wanted.days))
    return [each + (number < odd) for number in range(wanted.days)]
