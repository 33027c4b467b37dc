"""The bundled Excel export, through the host and the facade, read back from the file as Excel would read it."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.unit.plugin_host.sample_desk import KeptWindow, desk_of, row
from voffice_desktop.plugin_host import PluginHost
from voffice_desktop.services.values import Row

_NS = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@pytest.fixture
def window(tmp_path: Path) -> KeptWindow:
    return KeptWindow(save_to=tmp_path)


def export(rows: list[Row], window: KeptWindow, profile: Path) -> None:
    host = PluginHost(desk_of(rows), window, profile)
    host.start()
    host.enable("excel_list")
    ((_, trigger),) = window.actions["excel_list"]
    trigger()
    host.close()


class Sheet:
    """The first worksheet of a workbook, as XML."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as book:
            assert book.testzip() is None
            self.names = book.namelist()
            self.xml = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
            self.styles = book.read("xl/styles.xml").decode()
            self.book = book.read("xl/workbook.xml").decode()

    def cells(self) -> Iterator[tuple[str, str, str]]:
        """(reference, type, text) of every cell."""
        for cell in self.xml.iterfind(".//m:c", _NS):
            text = "".join(part.text or "" for part in [*cell.iterfind(".//m:t", _NS), *cell.iterfind("m:v", _NS)])
            yield cell.get("r", ""), cell.get("t", "n"), text

    def row(self, number: int) -> list[tuple[str, str]]:
        return [(kind, text) for ref, kind, text in self.cells() if re.fullmatch(rf"[A-Z]+{number}", ref)]


def test_the_list_arrives_whole_and_in_vietnamese(window: KeptWindow, tmp_path: Path) -> None:
    rows = [row(number) for number in range(1, 1_203)]
    export(rows, window, tmp_path / "profile")
    assert window.said == ["Đã xuất 1202 dòng ra «Văn bản đến.xlsx»."]
    sheet = Sheet(tmp_path / "Văn bản đến.xlsx")
    assert [text for _, text in sheet.row(1)] == [
        "Số, ký hiệu",
        "Cơ quan ban hành",
        "Trích yếu",
        "Cập nhật",
        "Độ khẩn",
        "Hạn xử lý",
        "Trạng thái",
    ]
    assert [text for _, text in sheet.row(1_203)][:3] == ["1202/UBND-VX", "UBND tỉnh Mẫu", rows[-1].title]
    pane = sheet.xml.find(".//m:pane", _NS)
    assert pane is not None
    assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
    filtered = sheet.xml.find("m:autoFilter", _NS)
    assert filtered is not None
    assert filtered.get("ref") == "A1:G1203"
    assert len(sheet.xml.findall(".//m:col", _NS)) >= 5
    assert "Văn bản đến" in sheet.book


def test_dates_are_dates_in_vietnam_time(window: KeptWindow, tmp_path: Path) -> None:
    export([row(1, due="2026-11-23T10:00:00Z"), row(2), row(3, due=None)], window, tmp_path / "profile")
    sheet = Sheet(tmp_path / "Văn bản đến.xlsx")
    # Excel's day 46349 is 2026-11-23; 18:30 UTC of the 22nd is 01:30 of the 23rd in Vietnam.
    assert sheet.row(2)[3] == ("n", "46349.0625")
    kind, due = sheet.row(2)[5]
    assert (kind, float(due)) == ("n", pytest.approx(46349 + 17 / 24))
    assert sheet.row(3)[5] == ("n", "46356")
    assert sheet.row(4)[5][1] == ""
    assert 'formatCode="dd/mm/yyyy"' in sheet.styles
    assert 'formatCode="dd/mm/yyyy hh:mm"' in sheet.styles


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "-2+3",
        "{=1}",
        "http://example.org/x",
        "00123",
        "a\x00b\x1fc",
        "x" * 40_000,
    ],
)
def test_what_data_says_stays_text(window: KeptWindow, tmp_path: Path, text: str) -> None:
    export([row(1, title=text)], window, tmp_path / "profile")
    sheet = Sheet(tmp_path / "Văn bản đến.xlsx")
    kind, _ = sheet.row(2)[2]
    assert kind in {"s", "inlineStr"}
    assert not sheet.xml.findall(".//m:f", _NS)
    assert not sheet.xml.findall(".//m:hyperlink", _NS)


def test_waiting_acts_and_codes_are_said_in_words(window: KeptWindow, tmp_path: Path) -> None:
    export([row(1, urgency="express", status="processing", pending=True)], window, tmp_path / "profile")
    texts = [text for _, text in Sheet(tmp_path / "Văn bản đến.xlsx").row(2)]
    assert (texts[4], texts[6]) == ("Hỏa tốc", "Đang xử lý (chờ gửi)")


def test_cancelled_saves_nothing(window: KeptWindow, tmp_path: Path) -> None:
    window.save_to = None
    export([row(1)], window, tmp_path / "profile")
    assert window.said == []
    assert {path.name for path in tmp_path.iterdir()} == {"profile"}
