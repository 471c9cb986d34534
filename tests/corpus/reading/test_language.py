"""Articles in other languages are told; short English is not mistaken for them."""

import pytest

from corpus.reading.plain import read_text

GERMAN = (
    "Die Bürgermeisterin wies die Vorwürfe zurück. Der Hafen werde nicht verkauft, sagte sie am "
    "Mittwoch vor Journalisten. Die Äußerungen der Opposition seien unverzeihlich."
)
RUSSIAN = "Мэр отвергла обвинения. Порт не будет продан, заявила она журналистам в среду."
FRENCH = (
    "La maire a rejeté les accusations. Le port ne sera pas vendu, a-t-elle déclaré mercredi aux "
    "journalistes, en ajoutant que les propos de l’opposition étaient inacceptables."
)


@pytest.mark.parametrize(
    ("text", "code"),
    [(GERMAN, "de"), (RUSSIAN, "ru"), (FRENCH, "fr"), ("Мэр отвергла обвинения.", "ru")],
)
def test_other_languages_are_stored_and_not_read(text: str, code: str) -> None:
    article = read_text(text)
    assert article.text == text
    assert article.language == code
    assert not article.readable
    assert "note.language" in article.notes


@pytest.mark.parametrize(
    "text",
    [
        "Ortiz.",
        "“No.”",
        "Lena Ortiz",
        "Karl Brandt, Ada Fenwick, Tom Reyes",
        "MAYOR REJECTS PLAN",
        "Port Sorrel: 12, 14, 19",
        "Volodymyr Zelensky, Emmanuel Macron, Olaf Scholz",
    ],
)
def test_short_texts_are_read(text: str) -> None:
    article = read_text(text)
    assert article.readable
    assert article.language in ("en", "und")
    assert article.notes == ()


def test_english_with_foreign_words_is_english() -> None:
    article = read_text(
        "“Es wird nicht verkauft,” the mayor said in German, and then again in Russian: “Порт не "
        "будет продан.” She told reporters that the harbour would not be sold."
    )
    assert (article.language, article.readable) == ("en", True)
