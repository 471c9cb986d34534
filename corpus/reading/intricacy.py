"""Markup made to cost its reader: the tools that parse it need ever more time for each tag more.

A page of 5 MB can cost them ten minutes and a gigabyte. Nobody but an attacker has such pages.
"""

import re

# A page of news has some thousand tags, the longest running reports some ten thousand. At so many
# the tools for pages take 12 seconds at worst.
MOST_TAGS = 60_000
# Parsers compare each attribute of a tag with all before it: for so many libxml2 takes a second.
MOST_IN_A_TAG = 30_000

_BETWEEN_ATTRIBUTES = re.compile(r"[\s=/]")
_NO_TAGS = ("![CDATA[", "!--", "?")


def is_too_intricate(html: str) -> bool:
    """Whether a page has more tags, or one tag more in it, than any that is meant to be read."""
    return html.count("<") > MOST_TAGS or has_endless_tag(html, MOST_IN_A_TAG)


def has_endless_tag(markup: str, most: int) -> bool:
    """Whether there is a tag that may hold more than `most` attributes."""
    return any(
        len(tag) > most
        and not tag.startswith(_NO_TAGS)
        and len(_BETWEEN_ATTRIBUTES.findall(_inside(tag))) > most
        for tag in markup.split("<")
    )


def _inside(tag: str) -> str:
    """What may be read as the inside of a tag: a > within quotation marks does not end it."""
    inside = tag.partition(">")[0]
    return tag if inside.count('"') % 2 or inside.count("'") % 2 else inside
