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
        if not QNetworkInformation.loadDefaultBackend():
            return
        information = QNetworkInformation.instance()
        if information.supports(QNetworkInformation.Feature.Metered):
            information.isMeteredChanged.connect(self._metered_changed)
            self._metered(information.isMetered())
        if information.supports(QNetworkInformation.Feature.Reachability):
            information.reachabilityChanged.connect(self._reachability_changed)

    def _metered_changed(self, metered: bool) -> None:
        self._metered(metered)

    def _reachability_changed(self, reachability: QNetworkInformation.Reachability) -> None:
        if reachability == QNetworkInformation.Reachability.Online:
            self._back()
