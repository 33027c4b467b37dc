"""The plain text of an office file or a PDF, for comparing versions. No layout, one paragraph a line."""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

from voffice_desktop.errors import DocumentFault

_MOST_XML = 64 << 20
"""Larger parts are not text that a person compares; a zip bomb is not unpacked."""
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


def text_of(name: str, data: bytes, page_words: Callable[[bytes], list[str]]) -> str:
    """NFC text. Raises ``DocumentFault('no_text')`` for kinds without readable text, ``'unreadable'`` for damage."""
    lower = name.lower()
    if data[:1024].lstrip().startswith(b"%PDF-"):
        return _tidy("\n".join(page_words(data)))
    if lower.endswith(".docx"):
        return _tidy("\n".join(_docx(_part(data, "word/document.xml"))))
    if lower.endswith(".odt"):
        return _tidy("\n".join(_odt(_part(data, "content.xml"))))
    raise DocumentFault("no_text")


def _part(data: bytes, name: str) -> ElementTree.Element:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if archive.getinfo(name).file_size > _MOST_XML:
                raise DocumentFault("unreadable")
            raw = archive.read(name)
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError) as error:
        raise DocumentFault("unreadable") from error
    if b"<!DOCTYPE" in raw[:4096] or b"<!ENTITY" in raw:
        # No office program writes a DTD; entities are how XML is made to explode.
        raise DocumentFault("unreadable")
    try:
        return ElementTree.fromstring(raw)
    except ElementTree.ParseError as error:
        raise DocumentFault("unreadable") from error


def _docx(root: ElementTree.Element) -> list[str]:
    lines = []
    for paragraph in root.iter(f"{_W}p"):
        parts = []
        for node in paragraph.iter():
            if node.tag == f"{_W}t":
                parts.append(node.text or "")
            elif node.tag in (f"{_W}tab", f"{_W}br", f"{_W}cr"):
                parts.append(" ")
        lines.append("".join(parts))
    return lines


def _odt(root: ElementTree.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter() if node.tag in (f"{_TEXT}p", f"{_TEXT}h")]


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t\u00a0]+", " ", line).strip() for line in unicodedata.normalize("NFC", text).splitlines())
    return "\n".join(line for line in lines if line)
