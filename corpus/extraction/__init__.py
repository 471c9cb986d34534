"""People, quotes, speakers, days and events, read out of one article."""

EXTRACTORS_VERSION = "2"
"""Named with each article that is read; newer extractors read the stored ones anew."""
