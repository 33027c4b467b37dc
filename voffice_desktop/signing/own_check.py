"""What the signer's machine looks at before and after it signs: it trusts neither the server nor its own token.

Before: :func:`check_offer` on the prepared file. After: :func:`check_made` on the file that the signature makes.
"""

from __future__ import annotations

from datetime import datetime

from pyhanko.sign.validation.status import SignatureCoverageLevel

from voffice_desktop.errors import Rejected, VofficeError
from voffice_desktop.signing import integrity, two_step
from voffice_desktop.signing.fields import find_field
from voffice_desktop.signing.verify_upload import check_look


def check_offer(
    to_sign: bytes, prepared: bytes, field: str, names: tuple[str, ...], now: datetime, look: integrity.Looker
) -> None:
    """The prepared file is ``to_sign`` and one filled ``field`` that shows one of ``names`` and the present time.

    Rejected ``not_the_approved_file``, ``modified_after_approval`` or ``wrong_place``.
    """
    two_step.check_prepared(to_sign, prepared, field)
    before, after = find_field(to_sign, field), find_field(prepared, field)
    if before is None or after is None or before.page != after.page or before.box != after.box:
        raise Rejected("wrong_place")
    check_look(to_sign, prepared, after, names, now, look)


def check_made(prepared: bytes, field: str, cms: bytes, certificate_sha256: str) -> None:
    """The CMS makes a sound signature of that certificate over the whole file. Rejected ``signature_invalid``."""
    try:
        signed = two_step.fill(prepared, field, cms)
        reader = integrity.open_reader(signed, strict=False)
        signature = next(one for one in reader.embedded_signatures if one.field_name == field)
        status = integrity.status_of(signature)
        fine = (
            integrity.is_sound(status)
            and status.coverage == SignatureCoverageLevel.ENTIRE_FILE
            and status.md_algorithm in integrity.STRONG
            and status.signing_cert.sha256.hex() == certificate_sha256
        )
    except VofficeError:
        raise
    except Exception as broken:  # a boundary to what a token gave back
        raise Rejected("signature_invalid") from broken
    if not fine:
        raise Rejected("signature_invalid")
