"""A keychain in memory: one of the three doors where a fake may stand."""

from __future__ import annotations

from voffice_desktop.errors import MachineFault


class MemoryKeychain:
    """Keeps keys while the test runs; ``broken`` makes it a machine without a keyring."""

    def __init__(self, *, broken: bool = False) -> None:
        self.kept: dict[str, bytes] = {}
        self.broken = broken

    def _check(self) -> None:
        if self.broken:
            raise MachineFault("no_keyring")

    def get(self, handle: str) -> bytes | None:
        """See the product's ``Keychain``."""
        self._check()
        return self.kept.get(handle)

    def put(self, handle: str, key: bytes) -> None:
        """See the product's ``Keychain``."""
        self._check()
        self.kept[handle] = key

    def delete(self, handle: str) -> None:
        """See the product's ``Keychain``."""
        self._check()
        self.kept.pop(handle, None)
