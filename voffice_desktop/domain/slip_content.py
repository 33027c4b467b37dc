"""The parts of a slip's content: one text on the wire, three fields on screen and in the ministry's form.

The contract gives a slip ``content`` and ``proposal``. Summary, grounds and the opinions of other units share
``content``: a line that is a section's caption followed by a colon begins that section, what comes before the first
caption is the summary. A client that knows nothing of this shows a readable text with headings.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

GROUNDS = "Căn cứ"
OPINIONS = "Ý kiến của các đơn vị liên quan"


@dataclass(frozen=True, slots=True)
class ContentParts:
    """Tóm tắt nội dung, căn cứ, ý kiến của các đơn vị liên quan; plain text, NFC, without blanks around."""

    summary: str = ""
    grounds: str = ""
    opinions: str = ""


def parts_of(content: str) -> ContentParts:
    """The parts of a content text, also of one that an earlier or foreign client wrote without captions."""
    found: dict[str, list[str]] = {"": [], GROUNDS: [], OPINIONS: []}
    captions = {caption.casefold(): caption for caption in (GROUNDS, OPINIONS)}
    current = ""
    for line in unicodedata.normalize("NFC", content).splitlines():
        head, colon, rest = line.partition(":")
        caption = captions.get(head.strip().casefold())
        if caption is not None and (colon or not rest):
            current = caption
            if rest.strip():
                found[current].append(rest.strip())
        else:
            found[current].append(line.rstrip())
    return ContentParts(*("\n".join(found[name]).strip() for name in ("", GROUNDS, OPINIONS)))


def content_of(parts: ContentParts) -> str:
    """The content text of the parts; empty parts leave no caption behind."""
    blocks = [_quiet(parts.summary)]
    for caption, text in ((GROUNDS, parts.grounds), (OPINIONS, parts.opinions)):
        if text.strip():
            blocks.append(f"{caption}:\n{_quiet(text)}")
    return "\n\n".join(block for block in blocks if block)


def _quiet(text: str) -> str:
    """The text with no line that would be read as a caption: such a line gets a dash before it."""
    lines = []
    for line in unicodedata.normalize("NFC", text).strip().splitlines():
        head, colon, rest = line.partition(":")
        alone = head.strip().casefold() in {GROUNDS.casefold(), OPINIONS.casefold()}
        lines.append(f"- {line.strip()}" if alone and (colon or not rest) else line.rstrip())
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
