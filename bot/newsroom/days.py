"""A day as people type it."""

from datetime import date, datetime

from corpus.errors import BadInput

_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d, %Y", "%B %d %Y", "%b %d %Y", "%d.%m.%Y")


def parse_day(typed: str | None) -> date | None:
    """An ISO date, "16 March 2022", "March 16, 2022" or "16.03.2022"; None for nothing typed.

    Raises BadInput for anything else.
    """
    words = " ".join((typed or "").split())
    if not words:
        return None
    for form in _FORMS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007  # a day has no zone
        except ValueError:
            continue
    raise BadInput("error.input.day", typed=words)
