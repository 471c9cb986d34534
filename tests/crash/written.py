"""Articles of an invented town, as many as are wanted, that quote the same people and words."""

import random
from collections.abc import Iterator
from datetime import date, timedelta

FIRST_DAY = date(2031, 3, 3)
PEOPLE = (
    ("Mira Tolland", "harbour master", "she"),
    ("Otto Brandl", "mayor", "he"),
    ("Ilse Varga", "minister", "she"),
    ("Jonas Varga", "fisherman", "he"),
    ("Edda Lindqvist", "union leader", "she"),
    ("Pavel Osk", "engineer", "he"),
    ("Ruth Adeyemi-Stone", "coast guard chief", "she"),
    ("Tomas Kell", "ferry captain", "he"),
)
WORDS = (
    "The harbour belongs to everyone who works in it, and no minister will sell it by night",
    "We will not sail until the wind has turned and the lamps are lit again",
    "Nobody on this island was asked before the contract was signed in the capital",
    "Our engineers have warned of the rusted gates for eleven winters",
    "There is fuel for nine days, and after that the boats stay where they are",
    "I have read the report twice and I cannot find the page that clears the council",
    "The bridge was built for carts and we drive cranes across it",
    "They promised us a second pilot and sent a brochure",
)
PLACES = ("Hollin", "Sandmouth", "the old pier", "the customs house")


def written(number: int) -> Iterator[tuple[str, bytes]]:
    """The first `number` articles, always the same: a name and bytes each."""
    chance = random.Random(7)  # noqa: S311 always the same
    for at in range(number):
        day = FIRST_DAY + timedelta(at // 12)
        yield f"{day:%m%d}/{at:04}.txt", _article(chance, at, day).encode()


def _article(chance: random.Random, at: int, day: date) -> str:
    paragraphs = [_paragraph(chance, at) for _ in range(chance.randint(3, 6))]
    head = f"Harbour dispute, report {at + 1}\n\nThe Hollin Courier, {day.day} {day:%B %Y}"
    return "\n\n".join([head, *paragraphs]) + "\n"


def _paragraph(chance: random.Random, at: int) -> str:
    name, role, pronoun = chance.choice(PEOPLE)
    words = chance.choice(WORDS)
    if chance.random() < 0.4:  # a part of it, as others trim it
        cut = words.split()
        words = " ".join(cut[: chance.randint(len(cut) // 2, len(cut))])
    titled = f"{name}, the {role} of {chance.choice(PLACES)},"
    shown = chance.choice((name, titled, name.split()[-1]))
    opening = f"Report {at + 1} came from {chance.choice(PLACES)} before noon."
    return chance.choice(
        (
            f"{opening} “{words},” said {shown} on Tuesday.",
            f"{opening} {shown} said: “{words}.” Later {pronoun} left for {chance.choice(PLACES)}.",
            f"{opening} According to {shown} the matter is closed. “{words},” {pronoun} added.",
        )
    )
