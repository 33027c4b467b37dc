"""The mark by which ``lupdate`` finds texts that stand in tables; Qt's own is not typed as text."""

from __future__ import annotations


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """``text`` itself: it is translated in ``context`` where it is shown."""
    return text
