"""Raw text or HTML to an Article: headline, date line, byline, paragraphs, captions."""

READER_VERSION = "2"
"""Named with each article read; a newer reader may read the kept bytes again."""
