"""Reading again what is stored: what was known of it stays known."""

import pytest

from bot.newsroom.uploads import Upload
from bot.reading import read_again, read_uploads
from bot.reading_room import ReadArticle
from bot.settings import Settings
from tests.hostile.server import PAGE

ADDRESS = "https://ledger.example/2022/harbour"


@pytest.mark.parametrize("partial", [True, False])
def test_a_part_stays_a_part(partial: bool) -> None:
    """That a server refused the rest is nowhere in the bytes."""
    model = Settings().model
    upload = Upload(ADDRESS, PAGE.encode(), "text/html; charset=utf-8", partial=partial)
    (read,) = read_uploads([upload], model, len(PAGE) * 2)
    assert isinstance(read, ReadArticle)
    again = read_again(read.article, upload.data, model)
    for each in (read, again):
        assert (each.article.partial, each.article.readable) == (partial, not partial)
        assert bool(each.extraction.quotes) == (not partial)
    assert again.article.notes == read.article.notes
