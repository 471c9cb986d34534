"""Photo credits are found at the end of a block and nowhere else."""

import pytest

from corpus.models import Span
from corpus.reading.credits import find_credit


def credit_of(line: str) -> str | None:
    text = f"Above.\n{line}\nBelow."
    span = find_credit(text, Span(7, 7 + len(line)))
    return text[span.start : span.end] if span else None


@pytest.mark.parametrize(
    ("line", "credit"),
    [
        ("The mayor speaks at the quay. Jo Park/Getty Images", "Jo Park/Getty Images"),
        ("JO PARK/AFP via Getty Images", "JO PARK/AFP via Getty Images"),
        ("Fires near the quay. Orbit Co/Maxar/Getty Images", "Orbit Co/Maxar/Getty Images"),
        ("The mayor waves on Monday. (AP Photo/Jo Park)", "(AP Photo/Jo Park)"),
        ("The mayor waves (Photo by Jo Park/Getty Images)", "(Photo by Jo Park/Getty Images)"),
        ("The mayor in Port Sorrel | Getty", "| Getty"),
        ("The mayor in Port Sorrel. | AP Photo", "| AP Photo"),
        ("Jo Park / Reuters", "Jo Park / Reuters"),
        ("Jo Park, Getty Images", "Jo Park, Getty Images"),
        ("Getty", "Getty"),
        ("The mayor pictured in May (Image: Getty Images)", "(Image: Getty Images)"),
    ],
)
def test_credits(line: str, credit: str) -> None:
    assert credit_of(line) == credit


@pytest.mark.parametrize(
    "line",
    [
        "The mayor said no, according to Reuters",
        "The mayor told Reuters.",
        "She left on Monday. (Reuters)",
        "“We left.” AP",
        "The Labour/Green pact holds.",
        "She was born in Elmstead and/or Port Sorrel",
        "",
    ],
)
def test_no_credits(line: str) -> None:
    assert credit_of(line) is None
