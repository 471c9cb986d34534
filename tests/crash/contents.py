"""What a library says, without the ids that differ from run to run: to compare two of them."""

import hashlib
import json
import sqlite3
from collections import defaultdict
from contextlib import closing
from pathlib import Path
from typing import Any

Rows = list[tuple[Any, ...]]

_ARTICLES = """
    SELECT m.name, m.address, a.text, a.headline, o.name, a.author, a.published_day, a.notes,
           m.removed_at, m.superseded_at, m.generation > 0
    FROM memberships m JOIN articles a ON a.id = m.article_id
    LEFT JOIN outlets o ON o.id = a.outlet_id ORDER BY m.id
"""
_QUOTES = """
    SELECT m.name, q.local_id, q.kind, q.spans, q.pieces, q.sentence,
           q.speaker, q.speaker_certain, q.speaker_reason, q.day_value, q.day_basis,
           p.name, l.evidence, l.evidence_name, l.certain
    FROM quotes q JOIN memberships m ON m.article_id = q.article_id
    LEFT JOIN person_links l ON l.figure_id = q.speaker_figure_id
    LEFT JOIN people p ON p.id = l.person_id ORDER BY m.id, q.start, q.local_id
"""
_EVENTS = """
    SELECT m.name, e.local_id, e.kind, e.start, e.end, e.words, e.actor, e.target, e.reaction,
           e.answers, q.local_id
    FROM events e JOIN memberships m ON m.article_id = e.article_id
    LEFT JOIN quotes q ON q.id = e.quote_id ORDER BY m.id, e.start, e.local_id
"""
_PEOPLE = """
    SELECT p.id, p.kind, p.name, m.name, f.name, l.evidence, l.evidence_name, l.certain
    FROM person_links l JOIN people p ON p.id = l.person_id JOIN figures f ON f.id = l.figure_id
    JOIN memberships m ON m.article_id = f.article_id ORDER BY m.id, f.kind, f.name
"""
_GROUPS = """
    SELECT g.group_id, m.name, q.local_id
    FROM quote_groups g JOIN quotes q ON q.public_id = g.quote_id
    JOIN memberships m ON m.article_id = q.article_id ORDER BY m.id, q.start, q.local_id
"""
_ADDED = """
    SELECT action, count(*), count(DISTINCT subject) FROM audit GROUP BY action ORDER BY action
"""


def contents(database: Path) -> dict[str, list[Any]]:
    """Articles, quotes with their spans and speakers, events, people, groups and what was noted."""
    with closing(sqlite3.connect(database)) as connection:

        def rows(query: str) -> Rows:
            return connection.execute(query).fetchall()

        return {
            "articles": rows(_ARTICLES),
            "quotes": rows(_QUOTES),
            "events": rows(_EVENTS),
            "people": _clusters(rows(_PEOPLE)),
            "groups": _clusters(rows(_GROUPS)),
            "audit": rows(_ADDED),
            "orphans": rows("SELECT count(*) FROM articles WHERE id NOT IN "
                            "(SELECT article_id FROM memberships)"),
        }  # fmt: skip


def digest(database: Path) -> str:
    """A hash of the contents."""
    return hashlib.sha256(json.dumps(contents(database)).encode()).hexdigest()


def names(database: Path) -> list[str]:
    """The names under which the articles came, in the order they were stored."""
    if not database.exists():
        return []
    with closing(sqlite3.connect(database)) as connection:
        found = connection.execute(
            "SELECT name FROM sqlite_master WHERE name = 'memberships'"
        ).fetchall()
        if not found:
            return []
        query = "SELECT name FROM memberships ORDER BY id"
        return [name for (name,) in connection.execute(query)]


def _clusters(rows: Rows) -> list[Rows]:
    """Rows put together by their first column, which is left out."""
    clusters: defaultdict[Any, Rows] = defaultdict(list)
    for key, *rest in rows:
        clusters[key].append(tuple(rest))
    return list(clusters.values())
