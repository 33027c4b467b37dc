"""The normal form of a document on its way to approval (security.md, decision 2)."""

from __future__ import annotations

from voffice_desktop.errors import DocumentFault
from voffice_desktop.pdf.children import Children, borrowed


def normalise(data: bytes, *, allow_signed: bool = False, children: Children | None = None) -> bytes:
    """Rewrite a PDF so that it holds what is seen and nothing else.

    Fields and annotations become page content; layers that are off, scripts, actions, attachments, metadata, objects
    that nothing uses and earlier revisions are gone. Raises `DocumentFault`: ``already_signed`` (its signatures would
    be lost; with ``allow_signed`` they are), ``hidden_content`` when text lies under a picture that a later change
    could lift, ``normal_form_differs`` when a page would look otherwise, ``encrypted``, or the child's own code.
    """
    with borrowed(children) as pool:
        result, blobs = pool.run("work", "normalise", {"allow_signed": allow_signed}, (data,))
    if len(blobs) != 1 or not blobs[0].startswith(b"%PDF-") or "pages" not in result:
        raise DocumentFault("pdf_unreadable")
    return blobs[0]
