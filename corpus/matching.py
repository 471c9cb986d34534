"""What counts as the same word when somebody types it: normalisation for every fuzzy question."""

import re
import unicodedata

_POSSESSIVE = re.compile(r"(?<=\w)['’‘ʼ´`](?:s\b|(?=\s|$))")
_INSIDE = re.compile(r"(?<=\w)['’‘ʼ´`.](?=\w)")
_GAP = re.compile(r"[\W_]+")

# Letters that Unicode does not take apart, as English-language papers print them.
_PLAIN = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ə": "e",
    }
)


def normalise(text: str) -> str:
    """`text` as the search compares it: words in small letters between single spaces.

    Case, accents, quotation marks, punctuation and possessives go; an apostrophe or a full stop
    inside a word closes up ("don’t" to "dont", "U.S." to "us").
    """
    text = _POSSESSIVE.sub("", text.casefold())
    text = _INSIDE.sub("", text).translate(_PLAIN)
    decomposed = unicodedata.normalize("NFKD", text)
    if decomposed != text:
        text = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _GAP.sub(" ", text).strip()
