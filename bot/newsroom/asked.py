"""What somebody typed, checked before anything is looked up."""

from corpus.errors import BadInput

LONGEST_QUESTION = 500
"""In characters: longer than any name, and long enough for a pasted sentence or two."""


def checked_filter(typed: str | None) -> str | None:
    """A filter's words, None for nothing typed. Raises BadInput where too long."""
    return checked(typed) if typed and typed.strip() else None


def checked(asked: str) -> str:
    """The question without needless white space and what cannot be seen (a NUL, half a sign).

    Raises BadInput where it is empty or too long.
    """
    asked = " ".join("".join(sign if sign.isprintable() else " " for sign in asked).split())
    if not asked:
        raise BadInput("error.input.empty")
    if len(asked) > LONGEST_QUESTION:
        raise BadInput("error.input.too_long", length=len(asked), limit=LONGEST_QUESTION)
    return asked
