"""Search in the sealed index: folded words by prefix, newest candidates first, ranked anew by exact marks."""

from __future__ import annotations

from dataclasses import dataclass

from voffice_desktop.domain.text import exact as with_marks
from voffice_desktop.domain.text import fold, has_marks
from voffice_desktop.store.engine import Connection
from voffice_desktop.store.rows import match_text

CANDIDATES = 300
"""How many of the newest matches are ranked: enough to be useful, few enough for every key stroke."""
_DEEPER = 3000
"""How far a query with marks looks when the newest matches hold too few exact ones."""


@dataclass(frozen=True, slots=True)
class Found:
    """One hit: which record, and in which field or on which page of which file."""

    kind: str
    id: str
    title: str
    where: str
    """``symbol``, ``title``, ``party``, ``text`` or ``page``."""
    page: int = 0


def records(connection: Connection, query: str, limit: int) -> list[Found]:
    """Records whose list row holds every word of the query."""
    match = match_text(query)
    if not match:
        return []
    exact = _plain(query)
    ranked = _ranked(connection, match, exact, CANDIDATES)
    if has_marks(query) and len(ranked) >= CANDIDATES and sum(rank < 2 for rank, _at, _found in ranked) < limit:
        ranked = _ranked(connection, match, exact, _DEEPER)
    ranked.sort(key=lambda entry: entry[1], reverse=True)
    ranked.sort(key=lambda entry: entry[0])
    return [found for _rank, _at, found in ranked[:limit]]


def _ranked(connection: Connection, match: str, exact: str, most: int) -> list[tuple[int, str, Found]]:
    rows = connection.execute(
        "SELECT s.kind, s.id, s.symbol, s.title, s.party, s.at FROM (SELECT rowid AS n FROM words"
        " WHERE words MATCH ? ORDER BY rowid DESC LIMIT ?) AS w JOIN shown s ON s.n = w.n",
        (match, most),
    )
    words = exact.split()
    ranked: list[tuple[int, str, Found]] = []
    for kind, record_id, symbol, title, party, at in rows:
        fields = (("symbol", symbol), ("title", title), ("party", party))
        texts = [(name, _plain(text)) for name, text in fields]
        phrase = next((name for name, text in texts if exact in text), None)
        whole = " ".join(text for _name, text in texts)
        if phrase is not None:
            rank, where = 0, phrase
        elif all(word in whole for word in words):
            rank = 1
            where = next((name for name, text in texts if any(word in text for word in words)), "text")
        else:
            rank, where = 2, _where(texts, words)
        ranked.append((rank, at, Found(kind, record_id, title or symbol, where)))
    return ranked


def _where(texts: list[tuple[str, str]], words: list[str]) -> str:
    for name, text in texts:
        folded = fold(text)
        if any(fold(word) in folded for word in words):
            return name
    return "text"


def _plain(text: str) -> str:
    return with_marks(text).strip()


def in_pages(connection: Connection, query: str, limit: int) -> list[Found]:
    """Records with a cached file one of whose pages holds every word of the query."""
    match = match_text(query)
    if not match:
        return []
    rows = connection.execute(
        "SELECT s.kind, s.id, s.title, p.page FROM (SELECT rowid AS n FROM page_words WHERE page_words MATCH ?"
        " ORDER BY rowid DESC LIMIT ?) AS w JOIN pages p ON p.n = w.n JOIN records f ON f.id = p.file_id"
        " AND f.kind = 'file' JOIN shown s ON s.id = f.parent",
        (match, CANDIDATES),
    )
    found: dict[str, Found] = {}
    for kind, record_id, title, page in rows:
        if record_id not in found or page < found[record_id].page:
            found[record_id] = Found(kind, record_id, title, "page", page)
    return list(found.values())[:limit]


def put_pages(connection: Connection, file_id: str, texts: list[str], folded: list[str]) -> None:
    """Take in the text of a cached file's pages (from page 1), in place of what was known of it."""
    connection.execute(
        "INSERT INTO page_words (page_words, rowid, fold) SELECT 'delete', n, fold FROM pages WHERE file_id = ?",
        (file_id,),
    )
    connection.execute("DELETE FROM pages WHERE file_id = ?", (file_id,))
    connection.executemany(
        "INSERT INTO pages (file_id, page, text, fold) VALUES (?, ?, ?, ?)",
        [(file_id, number, text, fold) for number, (text, fold) in enumerate(zip(texts, folded, strict=True), 1)],
    )
    connection.execute("INSERT INTO page_words (rowid, fold) SELECT n, fold FROM pages WHERE file_id = ?", (file_id,))
