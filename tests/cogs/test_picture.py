"""A timeline as a picture, from a button."""

import struct

from tests.cogs.stage import Stage, components, text_of

GALLERY = 12


async def test_a_timeline_is_shown_as_a_picture_with_the_same_in_words(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!timeline")
    result = await stage.member.click(stage.last(), label="As a picture")
    assert result.response is not None
    (gallery,) = (each for each in components(result.response) if each["type"] == GALLERY)
    (item,) = gallery["items"]
    assert "16 March 2022" in item["description"]
    assert "Mira Tolland" in item["description"]
    assert "An arrow leads from a reaction" in text_of(result.response)
    (file,) = stage.last().attachments
    png = await file.read()
    assert png.startswith(b"\x89PNG")
    width, _height = struct.unpack(">II", png[16:24])
    assert width == 800


async def test_from_the_picture_back_to_the_text(stage: Stage) -> None:
    await stage.member.send(stage.channel, "!timeline Mira Tolland")
    await stage.member.click(stage.last(), label="As a picture")
    await stage.member.click(stage.last(), label="As text")
    assert stage.last_text().startswith("## Timeline: Mira Tolland")
    assert "We will not sail on Friday" in stage.last_text()
    assert stage.last().attachments == []
