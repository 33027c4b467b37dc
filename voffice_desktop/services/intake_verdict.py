"""What the digital signatures of a file of the tray are worth, told before it is entered."""

from __future__ import annotations

import logging
from dataclasses import replace

from voffice_desktop.errors import MachineFault
from voffice_desktop.services.intake_items import IntakeItem
from voffice_desktop.signing.received_child import check_received_safely

_log = logging.getLogger(__name__)


def judged(item: IntakeItem, data: bytes, *, repaired: bool) -> IntakeItem:
    """The item with what its digital signatures are worth.

    Whom the ministry trusts is the server's to say: a name that this machine cannot trace to an authority stays amber
    here, and the server judges again when the document is entered.
    """
    try:
        found = check_received_safely(data, repaired=repaired)
    except MachineFault as fault:
        _log.info("signatures of an intake file were not judged: %s", fault.code)
        return item
    if found.state == "unsigned":
        return item
    names = [one.signer for one in found.signatures if one.signer]
    return replace(item, verdict=found.state, verdict_words=found.sentence, signers=names)
