"""Links that lead out of a file: never followed without asking, and only to the web or to mail."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget


def ask_link(parent: QWidget, address: str) -> None:
    """Ask, then open ``address`` with the system's program; other schemes than web and mail are refused in words."""

    def tr(text: str) -> str:
        return QCoreApplication.translate("ReaderLinks", text)

    url = QUrl(address)
    if url.scheme() not in ("http", "https", "mailto"):
        refusal = tr("Liên kết này không an toàn nên không được mở:\n{0}").format(address)
        QMessageBox.information(parent, tr("Liên kết"), refusal)
        return
    question = tr("Mở địa chỉ này ngoài chương trình?\n{0}").format(url.toDisplayString())
    yes, no = QMessageBox.StandardButton.Open, QMessageBox.StandardButton.Cancel
    if QMessageBox.question(parent, tr("Liên kết"), question, yes | no, no) == yes:
        QDesktopServices.openUrl(url)
