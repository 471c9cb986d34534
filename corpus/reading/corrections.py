"""Notices in which an outlet speaks of its own article: they are about the page, not the news."""

import re

_ARTICLE = r"(?:article|story|post|report|piece|column|headline|caption|page|version|interview)"
_PUT_RIGHT = r"(?:amended|corrected|clarified|edited|revised|updated|changed|modified)"
_WHY = r"(?:to|because|after|since|on|at|for|in|with)"
_WRONG = r"(?:mis(?:stated|identified|spelled|quoted|characterized)|incorrectly|erroneously)"
_NOTICE = re.compile(
    rf"""[*\[(_\s]*(?:
      (?:an?\ )?(?:corrections?|clarifications?)(?:\ (?:and\ clarifications?|appended))?
        \s*(?::|[-–—]\s|\(.{{4,30}}\):)
    | (?:editors?['’]?s?['’]?\ note|updated?)\b.{{0,40}}?[:,–—-]\s.{{0,40}}?
        \b(?:{_ARTICLE}\ (?:has\ been|was|is)\ {_PUT_RIGHT}|(?:earlier|previous|original)\ version)
    | (?:on\ .{{4,30}},\ )?(?:this|the)\ {_ARTICLE}\ (?:was|has\ been)\ (?:\w+ly\ )?{_PUT_RIGHT}
        \ (?:.{{2,30}}\ )?{_WHY}\b
    | (?:an|the|in\ an)\ (?:earlier|previous|original)\ version\ of\ (?:this|the|our)\ {_ARTICLE}
    | (?:because|owing\ to|due)\ .{{0,8}}(?:an\ )?(?:editing|production|transcription)\ error\b
    | an\ (?:article|obituary|editorial)\ (?:on|last)\ .{{3,250}}?\ {_WRONG}\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ONLY_ADDS = re.compile(r"updated (?:with|to (?:include|add|note|reflect))\b", re.IGNORECASE)
_HEADING = re.compile(r"\W*\w+\s*:?\W*")


def is_notice(line: str) -> bool:
    """Whether a line is such a notice: "This article was updated with a comment from …"."""
    return _NOTICE.match(line) is not None


def is_correction(line: str) -> bool:
    """Whether it puts something right: "This article was amended to …"; a bare title does not."""
    return is_notice(line) and not _ONLY_ADDS.search(line) and not _HEADING.fullmatch(line)
