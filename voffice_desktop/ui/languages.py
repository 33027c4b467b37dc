"""The languages of the screens: Vietnamese in the sources, English from a table, Qt's own words in both."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from voffice_desktop.paths import resources

LANGUAGES = ("vi", "en")


class Languages:
    """Loads and unloads the tables; widgets are told to say everything again by whoever owns them."""

    def __init__(self) -> None:
        self._loaded: list[QTranslator] = []
        self.current = "vi"

    def choose(self, language: str) -> None:
        """Use a language from now on; an unknown one is Vietnamese."""
        for table in self._loaded:
            QCoreApplication.removeTranslator(table)
        self._loaded = []
        self.current = language if language in LANGUAGES else "vi"
        for name in ("voffice_en",) if self.current == "en" else ("qtbase_vi",):
            table = QTranslator()
            if table.load(str(resources() / "i18n" / f"{name}.qm")):
                QCoreApplication.installTranslator(table)
                self._loaded.append(table)
        QLocale.setDefault(QLocale("en_GB" if self.current == "en" else "vi_VN"))
