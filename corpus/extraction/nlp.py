"""The language model, and articles parsed with it so that offsets hold.

All components of the pipeline are kept: the tagger and the parser feed attribution, the rule
lemmatizer (which needs the attribute ruler) the lexicons, and the entity recogniser the cast.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from typing import Any, cast

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import use_ops  # pyright: ignore[reportUnknownVariableType]
from threadpoolctl import threadpool_limits

from corpus.extraction.model import MODEL, check
from corpus.extraction.ruler import quicken
from corpus.models import Article

# Memory of the parser grows with the text it sees at once; a chunk of this many characters keeps
# it small, and nearly every article is one chunk.
CHUNK = 60_000
BATCH = 32
# A quotation mark parts words, also where no space does: said,“Look … this”He … (R-Orrin):"We …
_GLUED = (
    r"[“”«»]",
    r"(?<=[^\W\d_])\"|\"(?=[^\W\d_])|(?<=[.,:;!?)])\"",
    r"(?<=[\w.,:;!?)])''(?=\w)",
    r"[,:;.!?)—–](?=[“”\"]|'')",
)
_NEWLINES = re.compile(r"\s*\n\s*")
_SPACES = re.compile(r"\s+")


@cache
def load(model: str = MODEL) -> Language:
    """The spaCy pipeline called `model`, loaded once a process. Raises Misconfigured without it.

    Its matrices are multiplied by numpy, in one thread: BLIS, which spaCy takes by itself, knows
    few of today's processors and falls back to code for any of them, which makes a parse a third
    slower (https://github.com/explosion/cython-blis/issues/53). What is read is the same.
    """
    check(model)
    threadpool_limits(1, user_api="blas")  # a worker for each processor, and not threads besides
    with use_ops("numpy", use_blis=False):
        nlp = spacy.load(model)
    quicken(nlp)
    usual: list[str] = cast("Any", nlp.Defaults).infixes
    cast("Any", nlp.tokenizer).infix_finditer = re.compile("|".join([*usual, *_GLUED])).finditer
    return nlp


def parse(articles: Iterable[Article], nlp: Language) -> Iterator[Doc]:
    """One Doc for each article, in order, with ``doc.text == article.text``.

    No sentence crosses a block's boundary. A long text is parsed in chunks cut at blocks and
    joined again, so time and memory grow linearly with its length.
    """
    chunks = ((doc, last) for article in articles for doc, last in _chunks(article, nlp))
    waiting: list[Doc] = []
    for doc, last in nlp.pipe(chunks, as_tuples=True, batch_size=BATCH):
        waiting.append(doc)
        if last:
            yield waiting[0] if len(waiting) == 1 else _joined(waiting)
            waiting = []


def _joined(docs: list[Doc]) -> Doc:
    return Doc.from_docs(docs, ensure_whitespace=False)


def _chunks(article: Article, nlp: Language) -> Iterator[tuple[Doc, bool]]:
    """Tokenised chunks of an article with their sentence starts set, and whether each is the last.

    The parser keeps sentence starts that are set before it runs.
    """
    text = article.text
    starts = {edge for block in article.blocks for edge in block.span} or _lines(text)
    cuts = _cuts(text, sorted(starts))
    for begin, end in pairwise(cuts):
        doc = nlp.make_doc(text[begin:end])
        for token in doc:
            if token.idx + begin in starts:
                token.is_sent_start = True
        yield doc, end == len(text)
    if not text:
        yield nlp.make_doc(""), True


def _lines(text: str) -> set[int]:
    """Where lines begin, for a text that nothing has divided into blocks."""
    return {found.end() for found in _NEWLINES.finditer(text)}


def _cuts(text: str, starts: list[int]) -> list[int]:
    """Offsets from 0 to the text's end, at most about CHUNK apart: at blocks, else at spaces."""
    cuts = [0]
    for edge in [*starts, len(text)]:
        while edge - cuts[-1] > 2 * CHUNK:
            space = _SPACES.search(text, cuts[-1] + CHUNK, edge)
            cuts.append(space.end() if space else cuts[-1] + CHUNK)
        if edge - cuts[-1] > CHUNK and edge < len(text):
            cuts.append(edge)
    if cuts[-1] < len(text):
        cuts.append(len(text))
    return cuts
