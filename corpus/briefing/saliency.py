"""Which days matter: those that many relevant articles tell of, and go on telling of.

After mention counting (Gholipour Ghalandari and Ifrim, "Examining the State-of-the-Art in News
Timeline Summarization", ACL 2020) and the relevance of the referring sentence (Tran et al.,
"Balancing Novelty and Salience", CIKM 2015; Martschat and Markert, CoNLL 2018). The numbers below
are hand-set, rounded, and were tried on Timeline17's development topics (docs/timeline.md).
"""

import numpy as np
import numpy.typing as npt

from corpus.briefing.passages import Passages, Relevance
from corpus.briefing.term_vectors import Floats, Ints, sums

_LATE, _LATE_WEIGHT = 14, 1.5  # a day still named after two weeks matters more
_AHEAD_WEIGHT = 0.75  # a day named before it comes: an announcement, not yet an event
_SENTENCE_POWER, _ARTICLE_POWER = 0.75, 2.0
_PEAK_REACH, _PEAK_POWER = 2, 0.3  # days beside a greater day are partly its echo


def day_weights(
    passages: Passages,
    close: Relevance,
    inside: npt.NDArray[np.bool_],
    first: int,
    last: int,
) -> Floats:
    """The weight of each day from `first` to `last` (ordinals, both included).

    An article counts once for a day, by its best sentence that names it. Every article counts for
    its own day of publication too, by its opening where no sentence names that day.
    """
    told, owner, strength = _named(passages, close, inside, first, last)
    size = last - first + 1
    weights = sums(told - first, strength, size)
    own = _unnamed_own_days(passages, close, inside, told, owner)
    days, opening = own
    fits = (days >= first) & (days <= last)
    weights += sums(days[fits] - first, opening[fits], size)
    return weights * _peaks(weights)


def _named(
    passages: Passages, close: Relevance, inside: npt.NDArray[np.bool_], first: int, last: int
) -> tuple[Ints, Ints, Floats]:
    """Day, article and strength of every pair of an article and a day that it names."""
    named = passages.mentions
    counts = inside[named.passage] & (named.day >= first) & (named.day <= last)
    at, day, beside = named.passage[counts], named.day[counts], named.beside[counts]
    lag = passages.published[at] - day
    vicinity = np.where(lag > _LATE, _LATE_WEIGHT, np.where(lag < 0, _AHEAD_WEIGHT, 1.0))
    article = passages.article[at]
    strength = vicinity * _power(close.passage[at], close.article[article]) / np.sqrt(beside)
    size = last - first + 1
    pairs, where = np.unique(article * size + (day - first), return_inverse=True)
    best = np.zeros(len(pairs))
    np.maximum.at(best, where, strength)
    return pairs % size + first, pairs // size, best


def _unnamed_own_days(
    passages: Passages,
    close: Relevance,
    inside: npt.NDArray[np.bool_],
    told: Ints,
    owner: Ints,
) -> tuple[Ints, Floats]:
    """Days of publication, and strengths, of the articles that never name that day."""
    articles, at = np.unique(passages.article[inside], return_index=True)
    days = passages.published[inside][at]
    span = int(passages.published.max()) + 1 if len(passages.published) else 1
    named = np.isin(articles * span + days, owner * span + told)
    articles, days = articles[~named], days[~named]
    return days, _power(close.lead[articles], close.article[articles])


def _power(sentence: Floats, article: Floats) -> Floats:
    return sentence**_SENTENCE_POWER * article**_ARTICLE_POWER


def _peaks(weights: Floats) -> Floats:
    """Below 1 for a day beside a greater one."""
    around = np.pad(weights, _PEAK_REACH)
    shifted = [around[k : k + len(weights)] for k in range(2 * _PEAK_REACH + 1)]
    return (weights / np.maximum(np.max(shifted, axis=0), 1e-12)) ** _PEAK_POWER
