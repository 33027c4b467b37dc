"""Files of the demo as recipes: what each says, and how its bytes are made when somebody asks for them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Literal

from voffice_desktop.domain.records import File, FileRole, Slip, Urgency
from voffice_desktop.pdf.typeset.content import Annex, Letter
from voffice_desktop.pdf.typeset.letter import typeset_annex, typeset_letter
from voffice_desktop.pdf.typeset.scan import typeset_scan
from voffice_desktop.pdf.typeset.sheet import Places, Typeset
from voffice_desktop.pdf.typeset.slip import Opinion, SlipNames, typeset_slip
from voffice_desktop.server.demo.bodies import Matter, annexes_of, body_of
from voffice_desktop.server.demo.fixed import dice
from voffice_desktop.server.demo.wording import TYPE_NAMES

PDF = "application/pdf"


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterRecipe:
    """An official document; ``seed`` decides its body. ``scanned`` makes grey pictures of it."""

    seed: str
    parent: str = ""
    issuer: str
    number: int | None
    notation: str
    place: str
    issued_on: date | None
    written_on: date
    type_code: str
    summary: str
    topic: str
    me: str
    authority: str = ""
    to: tuple[str, ...] = ()
    capacity: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...] = ()
    archive: str = "VT"
    urgency: Urgency = "normal"
    length: int = 0
    inked: bool = False
    scanned: bool = False

    def letter(self) -> Letter:
        """What is to be typeset."""
        chance = dice(f"body/{self.seed}")
        matter = Matter(self.type_code, self.topic, self.me, self.authority, self.written_on, self.length)
        body = body_of(matter, chance)
        return Letter(
            parent=self.parent,
            issuer=self.issuer,
            number=self.number,
            notation=self.notation,
            place=self.place,
            issued_on=self.issued_on,
            year=self.written_on.year,
            type_name=TYPE_NAMES[self.type_code],
            subject=self.summary,
            to=self.to,
            body=body,
            capacity=self.capacity,
            signer_name=self.signer_name,
            recipients=self.recipients,
            archive=self.archive,
            urgency=self.urgency,
            annexes=annexes_of(matter, chance, f"Kèm theo văn bản của {self.me}"),
            inked=chance.randrange(1000) if self.inked or self.scanned else None,
        )

    def make(self) -> Typeset:
        """The PDF."""
        if self.scanned:
            return typeset_scan(self.letter(), dice(self.seed).randrange(1_000_000))
        return typeset_letter(self.letter())


@dataclass(frozen=True, slots=True)
class AnnexRecipe:
    """An annex in a file of its own."""

    seed: str
    topic: str
    me: str
    written_on: date

    def make(self) -> Typeset:
        """The PDF."""
        matter = Matter("KH", self.topic, self.me, "", self.written_on, 2)
        made = annexes_of(matter, dice(f"annex/{self.seed}"), f"Kèm theo văn bản của {self.me}")
        annex: Annex = made[0]
        return typeset_annex(annex)


@dataclass(frozen=True, slots=True)
class SlipRecipe:
    """The submission slip's own PDF, as frozen at a submission."""

    slip: Slip
    names: SlipNames
    on: date
    opinions: tuple[Opinion, ...] = ()

    def make(self) -> Typeset:
        """The PDF."""
        return typeset_slip(self.slip, self.names, self.on, self.opinions)


@dataclass(frozen=True, slots=True)
class RealRecipe:
    """A real PDF from a folder that the caller named; its pages are not counted here (``pages`` 0: unknown)."""

    path: Path

    def make(self) -> Typeset:
        """The file's bytes as they are. Raises OSError when it has gone."""
        return Typeset(self.path.read_bytes(), Places(), 0)


Recipe = LetterRecipe | AnnexRecipe | SlipRecipe | RealRecipe


@dataclass(frozen=True, slots=True)
class SignaturePlan:
    """A signature that the file shall carry. ``key`` names the demo credential: an account or a unit's code."""

    kind: Literal["personal", "agency"]
    key: str
    signer_name: str
    unit_id: str
    at: str
    """UTC time to be shown as the signing time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePlan:
    """A file to be: its record without bytes, its recipe, and the signatures to be put on in their order.

    ``copy_of`` names the file whose finished (signed) bytes this one shares: a document dispatched within the
    ministry is the same bytes at its receiver. Plans can be pickled, so that files are made in many processes.
    """

    id: str
    name: str
    role: FileRole
    owner_kind: str
    owner_id: str
    created_by: str
    revision: int | None = None
    recipe: Recipe
    signatures: tuple[SignaturePlan, ...] = ()
    copy_of: str | None = None

    def make(self) -> Typeset:
        """The unsigned bytes and the places of the fields. Equal plans give equal bytes."""
        return self.recipe.make()

    def record(self, data: bytes, pages: int | None) -> File:
        """The file's record once its final bytes stand; the signing step adds what it signed."""
        return File(
            id=self.id,
            name=self.name,
            media_type=PDF,
            size=len(data),
            sha256=hashlib.sha256(data).hexdigest(),
            pages=pages or None,
            role=self.role,
            owner_kind=self.owner_kind,
            owner_id=self.owner_id,
            revision=self.revision,
        )


@lru_cache(maxsize=8)
def real_pdfs(folder: Path) -> tuple[Path, ...]:
    """The PDFs under ``folder``, in a fixed order."""
    return tuple(sorted(path for path in folder.rglob("*") if path.suffix.lower() == ".pdf" and path.is_file()))
