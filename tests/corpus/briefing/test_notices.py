"""What outlets say of corrections, for a briefing."""

from dataclasses import replace

from corpus.briefing.notices import Notice, notices
from corpus.reading.plain import read_text
from tests.corpus.briefing.building import said, source

NOTICE = "Correction: The ferry sails on Friday, not on Monday."
TEXT = f"Ferries\n\nThe ferries of Amley sail again today.\n\n{NOTICE}\n"


def test_a_notice_is_told_verbatim_with_its_article_once() -> None:
    article = read_text(TEXT)
    copy = replace(source("a2"), outlet=source().outlet)
    new = [said("one"), said("two"), said("copy", source=copy)]
    found = notices(new, {"a1": article, "a2": article})
    assert [each.text for each in found] == [NOTICE]


def test_an_article_without_a_notice_has_none_to_tell() -> None:
    plain = read_text(TEXT.replace(NOTICE, "Boats came."))
    assert notices([said("one")], {"a1": plain}) == ()
    assert notices([said("one")], {}) == ()
    assert Notice(source(), NOTICE) in notices([said("one")], {"a1": read_text(TEXT)})
