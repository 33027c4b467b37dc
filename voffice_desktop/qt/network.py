"""What the operating system says of the network: whether it is paid by volume, and when it comes back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QNetworkInformation


class NetworkWatch(QObject):
    """Tells ``metered`` at once and at each change, and calls ``back`` when the network returns.

    Where Qt has no backend for the system, nothing is said; the user's own choice then stands alone.
    """

    def __init__(
        self, metered: Callable[[bool], None], back: Callable[[], None], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._metered = metered
        self._back = back
        self._information: QNetworkInformation | None = None
        if not QNetworkInformation.loadDefaultBackend():
            return
        self._information = QNetworkInformation.instance()
        if self._information is None:
            return
        if self._information.supports(QNetworkInformation.Feature.Metered):
            self._information.isMeteredChanged.connect(self._metered_changed)
            self._metered(self._information.isMetered())
        if self._information.supports(QNetworkInformation.Feature.Reachability):
            self._information.reachabilityChanged.connect(self._reachability_changed)

    def _metered_changed(self, metered: bool) -> None:
        self._metered(metered)

    def _reachability_changed(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability == QNetworkInformation.Reachability.Online:
            self._back()
