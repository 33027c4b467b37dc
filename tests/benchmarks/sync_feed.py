"""A feed of prebuilt pages in a process of its own, so that a bench measures the client alone; and the same rows as
CSV for the floor. Run it as ``python -m tests.benchmarks.sync_feed ROWS FOLDER``; it prints its port.

Cursors: ``n`` (after n rows of the first pass), ``again-n`` (the same rows once more), ``head``, ``delta-k`` (a
hundred of them changed for the k-th time); each pass ends at ``head``. ``/delta-k.csv``: that hundred for the floor.
``bump-k-n``: every row again, changed for the k-th time.
"""

from __future__ import annotations

import csv
import json
import random
import sys
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import zstandard

from voffice_desktop.domain.text import fold
from voffice_desktop.protocol.routes import digest_term

PAGE = 1000
DELTA = 100
DELTAS = 11
UNIT = "0190aaaa-0000-7000-8000-0000000000aa"
USER = {
    "id": "0190aaaa-0000-7000-8000-000000000001", "version": 1, "account": "vanthu.mau",
    "full_name": "Nguyễn Văn Mẫu", "unit_id": UNIT, "roles": ["clerk"],
}  # fmt: skip
_WORDS = (
    "triển khai số hóa hồ sơ bệnh án kết quả khám chữa hướng dẫn đánh giá xếp loại chất lượng công chức viên"
    " thẩm định dự toán kinh phí nâng cấp hạ tầng công nghệ thông tin quyết định ban hành quy chế"
    " quản lý sử dụng chữ ký"
)
_SYLLABLES = tuple(_WORDS.split())


def document(n: int, version: int = 1) -> dict[str, Any]:
    """One incoming document of about a kilobyte."""
    dice = random.Random(n)
    day = f"2026-{1 + n % 12:02}-{1 + n % 28:02}"
    return {
        "id": f"0190bbbb-0000-7000-8000-{n:012}", "version": version, "unit_id": UNIT,
        "book_id": "0190aaaa-0000-7000-8000-0000000000bb", "arrival_number": n, "arrival_date": day,
        "issuer_name": f"Sở Y tế tỉnh Mẫu {n % 63}", "issuer_code": f"H{n % 63:02}.01",
        "symbol": f"{n}/SYT-NVY", "issued_on": day, "type_code": "CV",
        "summary": f"V/v {' '.join(dice.choices(_SYLLABLES, k=16))} lần {version}", "language": "vi",
        "page_count": 3, "urgency": ("normal", "urgent", "express")[n % 3], "signer_name": "Trần Văn Mẫu",
        "signer_title": "Giám đốc", "reply_due": None, "retention": "10 năm", "note": "", "due": day,
        "status": ("registered", "assigned", "processing", "completed")[n % 4],
        "assignments": [
            {"id": f"0190cccc-0000-7000-8000-{n:012}", "assignee_kind": "unit", "assignee_id": UNIT, "role": "lead",
             "due": day, "note": "", "status": "processing"},
        ],
        "file_ids": [], "exchange": None,
    }  # fmt: skip


def _change(n: int, version: int = 1) -> dict[str, Any]:
    data = document(n, version)
    return {"kind": "incoming_document", "id": data["id"], "version": version, "op": "upsert", "data": data}


class Feed:
    """Pages of ``rows`` documents, compressed once."""

    def __init__(self, rows: int) -> None:
        self.rows = rows

    @cache  # noqa: B019 - one feed a process
    def page(self, cursor: str) -> bytes:
        """The compressed page after ``cursor``."""
        if cursor == "head":
            changes, after, more = [], "head", False
        elif cursor.startswith("delta-"):
            changes = [_change(n, 1 + int(cursor.removeprefix("delta-"))) for n in self.changed()]
            after, more = "head", False
        else:
            again, _dash, number = cursor.rpartition("-")
            first = int(number or 0)
            last = min(self.rows, first + PAGE)
            version = 1 + int(again.removeprefix("bump-")) if again.startswith("bump-") else 1
            changes = [_change(n, version) for n in range(first, last)]
            more = last < self.rows
            after = (f"{again}-{last}" if again else str(last)) if more else "head"
        body = json.dumps({"changes": changes, "cursor": after, "has_more": more}, ensure_ascii=False)
        return zstandard.ZstdCompressor(3).compress(body.encode())

    def changed(self) -> range:
        """The numbers of the documents that a delta changes."""
        return range(0, self.rows // DELTA * DELTA, self.rows // DELTA)

    def digest(self, version: int) -> dict[str, Any]:
        """Count and sum once the changed documents stand in ``version``."""
        bumped = set(self.changed())
        total = 0
        for n in range(self.rows):
            total ^= digest_term(
                "incoming_document", f"0190bbbb-0000-7000-8000-{n:012}", version if n in bumped else 1
            )
        return {"count": self.rows, "sum": f"{total:016x}"}


def write_csv(numbers: range, path: Path, version: int = 1) -> None:
    """The same rows for the floor, folded already."""
    with path.open("w", newline="", encoding="utf-8") as out:
        writer = csv.writer(out)
        for n in numbers:
            one = document(n, version)
            words = fold(f"{one['symbol']} {one['summary']} {one['issuer_name']}")
            writer.writerow([
                n, "incoming_document", one["id"], version, json.dumps(one, ensure_ascii=False), one["symbol"],
                one["issuer_name"], one["summary"], one["arrival_date"], one["urgency"], one["due"], one["status"],
                words,
            ])  # fmt: skip


def main() -> None:
    """Serve until killed."""
    rows, folder = int(sys.argv[1]), Path(sys.argv[2])
    write_csv(range(rows), folder / "rows.csv")
    feed = Feed(rows)
    for turn in range(1, DELTAS + 1):
        feed.page(f"delta-{turn}")
        write_csv(feed.changed(), folder / f"delta-{turn}.csv", 1 + turn)
    for first in range(0, rows, PAGE):
        feed.page(str(first) if first else "0")
        feed.page(f"again-{first}")
    digest = json.dumps(feed.digest(1)).encode()
    me = json.dumps({"user": USER, "policy": {"offline_days": 30, "cache_files": False}}).encode()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        wbufsize = -1  # head and body in one piece: apart they wait 40 ms for the other side's acknowledgement

        def do_GET(self) -> None:  # the library's own name
            parts = urlsplit(self.path)
            asked = parse_qs(parts.query)
            headers = {"Content-Type": "application/json"}
            if parts.path.endswith("/me"):
                body = me
            elif parts.path.endswith("/digest"):
                body = digest
            elif parts.path.endswith(".csv"):
                body = (folder / Path(parts.path).name).read_bytes()
            else:
                cursor = asked.get("cursor", ["0"])[0]
                body = feed.page(cursor)
                headers["Content-Encoding"] = "zstd"
            self.send_response(200)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)
            self.wfile.flush()

        def log_message(self, *_arguments: object) -> None:
            """Quiet."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(server.server_port, flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
