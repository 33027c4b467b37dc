"""The files that an e-mail brings: its attachments, named and sorted out. Plain parsing, no network, no scripts."""

from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass

from voffice_desktop.domain.text import nfc
from voffice_desktop.errors import DocumentFault

_MOST_PARTS = 200
_TAKEN = {
    "application/pdf": ".pdf", "image/tiff": ".tif", "image/png": ".png", "image/jpeg": ".jpg",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class MailPart:
    """One attachment that can be registered."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Mail:
    """Who sent it, what about, and what hangs on it. ``left`` names attachments of kinds that are not taken."""

    sender: str
    subject: str
    parts: tuple[MailPart, ...]
    left: tuple[str, ...] = ()


def read_mail(data: bytes) -> Mail:
    """The mail in RFC 5322 bytes. Raises ``DocumentFault('mail_unreadable')``."""
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        if not message.keys():
            raise DocumentFault("mail_unreadable")
        parts: list[MailPart] = []
        left: list[str] = []
        for count, part in enumerate(message.walk()):
            if count > _MOST_PARTS:
                break
            if part.is_multipart():
                continue
            name = nfc(part.get_filename() or "")
            kind = part.get_content_type()
            suffix = _TAKEN.get(kind)
            if suffix is None and name.lower().endswith(tuple(_TAKEN.values())):
                suffix = name[name.rfind(".") :].lower()
            if suffix is None:
                if name:
                    left.append(name)
                continue
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload:
                shown = name.replace("/", "_").replace("\\", "_") or f"Tệp {len(parts) + 1}{suffix}"
                parts.append(MailPart(shown, payload))
        return Mail(
            nfc(str(message.get("from", ""))), nfc(str(message.get("subject", ""))), tuple(parts), tuple(left)
        )
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
        raise DocumentFault("mail_unreadable", cause=type(error).__name__) from error
