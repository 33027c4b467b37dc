"""A desk in memory with some forty plainly made-up records, for trying screens without a server."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from voffice_desktop.domain.records import (
    Annotation,
    Book,
    Event,
    File,
    IncomingDocument,
    Kind,
    Recipient,
    Record,
    SignatureSummary,
    Slip,
    Task,
    Unit,
    Urgency,
    User,
)
from voffice_desktop.errors import Transient, VofficeError
from voffice_desktop.protocol.messages import Policy
from voffice_desktop.services.desk import Cancelled, Desk, Listener, Progress
from voffice_desktop.services.keeping import Kept, Metered
from voffice_desktop.services.trips import CertificateLife, TripCheck, TripPlan, TripState
from voffice_desktop.services.values import (
    ActionState,
    AttentionItem,
    Changed,
    Comparison,
    Detail,
    Difference,
    DiscardedItem,
    FileEntry,
    Hit,
    ListQuery,
    Row,
    SyncReport,
    SyncStatus,
    Tab,
    TimelineEntry,
)

NOW = datetime(2026, 11, 20, 1, 46, tzinfo=UTC)
"""08:46 in Vietnam on a Friday."""

UNIT = Unit(id="unit-kcb", code="KCB", name="Cục Quản lý Khám, chữa bệnh", symbol="KCB")
ME = User(
    id="user-head",
    account="truongphong.kcb",
    full_name="Lê Thị Mẫu Ba",
    title="Trưởng phòng Kế hoạch",
    unit_id=UNIT.id,
    roles=["department_head"],
)
PEOPLE = (
    ME,
    User(id="user-clerk", account="vanthu.kcb", full_name="Nguyễn Thu Mẫu", title="Văn thư", unit_id=UNIT.id),
    User(id="user-boss", account="cuctruong.kcb", full_name="Phạm Quốc Mẫu", title="Cục trưởng", unit_id=UNIT.id),
    User(id="user-spec", account="chuyenvien.kcb", full_name="Đặng Văn Mẫu", title="Chuyên viên", unit_id=UNIT.id),
)

_TITLES: tuple[tuple[str, str, str, Urgency, int | None, bool], ...] = (
    (
        "1245/BYT-VPB",
        "Văn phòng Bộ",
        "V/v triển khai số hóa hồ sơ bệnh án, kết quả khám chữa bệnh quý IV/2026",
        "express",
        0,
        True,
    ),
    (
        "3381/BYT-TCCB",
        "Vụ Tổ chức cán bộ",
        "Hướng dẫn đánh giá, xếp loại chất lượng công chức, viên chức năm 2026",
        "urgent",
        -2,
        True,
    ),
    (
        "57/GM-VPB",
        "Văn phòng Bộ",
        "Giấy mời họp giao ban trực tuyến tháng 12 về phòng, chống dịch",
        "normal",
        3,
        True,
    ),
    (
        "218/BC-TTRB",
        "Thanh tra Bộ",
        "Báo cáo kết quả kiểm tra công tác tiếp công dân, giải quyết khiếu nại, tố cáo",
        "very_urgent",
        4,
        False,
    ),
    (
        "902/QĐ-BYT",
        "Bộ Y tế",
        "Quyết định ban hành Quy chế quản lý, sử dụng chữ ký số chuyên dùng công vụ",
        "normal",
        15,
        False,
    ),
    (
        "4410/SYT-NVY",
        "Sở Y tế tỉnh Mẫu Hà",
        "V/v thẩm định dự toán kinh phí nâng cấp hạ tầng công nghệ thông tin năm 2027",
        "normal",
        None,
        False,
    ),
    (
        "77/TTr-QLD",
        "Cục Quản lý Dược",
        "Tờ trình ban hành danh mục thuốc thiết yếu dùng tại tuyến xã, phường",
        "normal",
        8,
        False,
    ),
    (
        "1502/UBND-VX",
        "UBND tỉnh Mẫu Hà",
        "V/v phối hợp chuẩn bị diễn tập đáp ứng tình huống y tế khẩn cấp",
        "urgent",
        1,
        False,
    ),
)


def _utc(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def sample_rows(kind: Kind, count: int) -> list[Row]:
    """Rows of a kind, the newest first."""
    rows = []
    for at in range(count):
        symbol, party, title, urgency, days, unread = _TITLES[at % len(_TITLES)]
        late = at // len(_TITLES)
        if late:
            symbol = f"{int(symbol.split('/')[0]) + 31 * late}/{symbol.split('/')[1]}"
        if kind == "slip":
            symbol, party = f"PTr {412 - 3 * at}/2026", "Phòng Kế hoạch"
        status = {"slip": "with_leader", "task": "in_progress", "outgoing_document": "approved"}.get(
            kind, "processing"
        )
        due = (NOW + timedelta(days=days)).date().isoformat() if days is not None else None
        if at == 0:
            due = "2026-11-20T10:00:00Z"
        rows.append(
            Row(
                kind,
                f"{kind}-{at:03d}",
                symbol,
                party,
                title,
                _utc(NOW - timedelta(minutes=4 + 29 * at + (900 if at > 2 else 0))),
                urgency if late == 0 else "normal",
                due,
                "returned" if kind == "slip" and at == 5 else status,
                finished=at % 8 == 6 and at > 8,
                unread=unread and late == 0,
                pending=at == 7,
                has_ink=at in (3, 4),
                cached=at in (0, 2, 3),
                attachments=(2, 3, 1, 1, 4, 0, 2, 1)[at % 8],
            )
        )
    return rows


@dataclass
class SampleLists:
    """Lists over rows in memory; ``broken`` makes every call raise."""

    data: dict[Kind, list[Row]]
    broken: VofficeError | None = None
    attention: int = 2
    reads: int = 0
    """How often all ids were read."""

    def _of(self, query: ListQuery) -> list[Row]:
        if self.broken is not None:
            raise self.broken
        rows = self.data.get(query.kind, [])
        if query.tab == "todo":
            rows = [row for row in rows if not row.finished]
        elif query.tab == "done":
            rows = [row for row in rows if row.finished]
        if query.text:
            rows = [row for row in rows if query.text.lower() in f"{row.symbol} {row.title} {row.party}".lower()]
        for name, value in query.filters:
            rows = [row for row in rows if getattr(row, name, value) == value]
        if query.sort == "due":
            rows = sorted(rows, key=lambda row: (row.due is None, row.due or "", row.id))
        elif query.sort == "symbol":
            rows = sorted(rows, key=lambda row: (row.symbol, row.id))
        return rows

    def tabs(self, kind: Kind) -> list[Tab]:
        rows = self.data.get(kind, [])
        done = sum(row.finished for row in rows)
        return [
            Tab("todo", "Cần xử lý", len(rows) - done),
            Tab("done", "Đã xử lý", done),
            Tab("all", "Tất cả", len(rows)),
        ]

    def known_tabs(self, kind: Kind) -> list[Tab]:
        return self.tabs(kind)

    def recount(self) -> dict[str, int]:
        return self.counts()

    def rows(self, query: ListQuery, after: Row | None = None, limit: int = 200) -> list[Row]:
        rows = self._of(query)
        start = next((at + 1 for at, row in enumerate(rows) if after is not None and row.id == after.id), 0)
        return rows[start : start + limit]

    def ids(self, query: ListQuery) -> list[str]:
        self.reads += 1
        return [row.id for row in self._of(query)]

    def rows_by_id(self, kind: Kind, ids: list[str]) -> list[Row]:
        if self.broken is not None:
            raise self.broken
        known = {row.id: row for row in self.data.get(kind, [])}
        return [known[each] for each in ids if each in known]

    def counts(self) -> dict[str, int]:
        found: dict[str, int] = {
            kind: sum(not row.finished for row in rows)
            for kind, rows in self.data.items()
            if kind != "outgoing_document"
        }
        return {**found, "attention": self.attention}


def _files(row: Row) -> tuple[FileEntry, ...]:
    made = []
    for at in range(max(1, row.attachments)):
        signed = [SignatureSummary(kind="agency", signer="Bộ Y tế (mẫu)")] if at == 0 else []
        made.append(
            FileEntry(
                File(
                    id=f"file-{row.id}-{at}",
                    name="Cong-van.pdf" if at == 0 else f"Phu-luc-{at}.pdf",
                    media_type="application/pdf",
                    size=184_000 + 91_000 * at,
                    sha256="0" * 64,
                    pages=4,
                    role="main" if at == 0 else "attachment",
                    signatures=signed,
                ),
                cached=row.cached,
            )
        )
    return tuple(made)


_FORWARD = ActionState("comment", "Ý kiến", True, needs_text=True)


@dataclass
class SampleDetails:
    """Details made from the rows."""

    lists: SampleLists

    def get(self, kind: Kind, record_id: str) -> Detail | None:
        row = next((row for row in self.lists.data.get(kind, []) if row.id == record_id), None)
        if row is None:
            return None
        record: Record
        if kind == "slip":
            record = Slip(id=row.id, title=row.title, drafter_id="user-spec", unit_id=UNIT.id, leader_id="user-boss")
        elif kind == "task":
            record = Task(id=row.id, title=row.title, assigned_by="user-boss", unit_id=UNIT.id)
        else:
            record = IncomingDocument(id=row.id, unit_id=UNIT.id, symbol=row.symbol, summary=row.title)
        actions: tuple[ActionState, ...] = (
            _FORWARD,
            ActionState("assign", "Giao xử lý", True, primary=True),
            ActionState("complete", "Hoàn thành", False, "Chưa có kết quả của người chủ trì."),
        )
        if kind == "slip":
            actions = (
                ActionState("return", "Trả lại", True, needs_text=True),
                ActionState("to-secretary", "Chuyển thư ký", True),
                ActionState("approve", "Phê duyệt", True, primary=True),
            )
        return Detail(
            kind,
            record,
            row,
            (
                ("Số, ký hiệu", row.symbol),
                ("Ngày ban hành", "18/11/2026"),
                ("Số đến", "2387"),
                ("Ngày đến", "20/11/2026"),
                ("Cơ quan ban hành", f"{row.party} (đơn vị mẫu)"),
            ),
            (
                self._step(row, 1, PEOPLE[1], "Vào sổ số 2387", "", 4),
                self._step(row, 2, PEOPLE[2], "Giao xử lý", "Phòng Kế hoạch chủ trì, trình trước 28/11.", 3),
                self._step(row, 3, PEOPLE[0], "Đang xử lý", "", 2),
            ),
            _files(row),
            actions,
        )

    def _step(self, row: Row, at: int, who: User, action: str, note: str, ago: int) -> TimelineEntry:
        moment = _utc(NOW - timedelta(minutes=7 * ago))
        event = Event(
            id=f"event-{row.id}-{at}",
            subject_kind=row.kind,
            subject_id=row.id,
            actor_id=who.id,
            at=moment,
            action=action,
            note=note,
        )
        return TimelineEntry(event, who.full_name, who.title)

    def annotations(self, file_id: str) -> list[Annotation]:
        return []


class SampleDirectory:
    """The few people and units of the sample."""

    def __init__(self) -> None:
        book = Book(id="book-1", unit_id=UNIT.id, direction="outgoing", name="Sổ công văn đi 2026")
        to = Recipient(id="to-1", name="Sở Y tế tỉnh Mẫu Hà", code="M01", group="Sở Y tế")
        self._all: dict[Kind, list[Record]] = {
            "unit": [UNIT],
            "user": list(PEOPLE),
            "book": [book],
            "recipient": [to],
        }

    def get(self, kind: Kind, record_id: str) -> Record | None:
        return next((each for each in self._all.get(kind, []) if each.id == record_id), None)

    def all(self, kind: Kind) -> list[Record]:
        return list(self._all.get(kind, []))

    def name(self, user_or_unit_id: str | None) -> str:
        for each in PEOPLE:
            if each.id == user_or_unit_id:
                return each.full_name
        return UNIT.name if user_or_unit_id == UNIT.id else ""


@dataclass
class SampleSearch:
    """Plain containment."""

    lists: SampleLists

    def find(self, query: str, limit: int = 50) -> list[Hit]:
        rows = [row for rows in self.lists.data.values() for row in rows]
        return [
            Hit(row.kind, row.id, row.title, "Trích yếu", row)
            for row in rows
            if query.lower() in f"{row.symbol} {row.title}".lower()
        ][:limit]


@dataclass
class SampleActs:
    """Remembers what was asked; ``refuse`` makes every act fail with it."""

    desk_lists: SampleLists
    tell: Callable[[Changed | SyncStatus], None]
    done: list[tuple[str, str, dict[str, Any] | None]] = field(default_factory=list)
    refuse: VofficeError | None = None
    happened: threading.Event = field(default_factory=threading.Event)

    def act(self, method: str, path: str, body: dict[str, Any] | None = None, *, hold: float = 0) -> str:
        if self.refuse is not None:
            raise self.refuse
        self.done.append((method, path, body))
        self.happened.set()
        return f"command-{len(self.done)}"

    def now(
        self, method: str, path: str, body: dict[str, Any] | None = None, key: str = "", version: int | None = None
    ) -> Any:
        return self.act(method, path, body)

    def mark_read(self, kind: Kind, record_id: str, read: bool = True) -> None:
        rows = self.desk_lists.data[kind]
        rows[:] = [replace(row, unread=not read) if row.id == record_id else row for row in rows]
        self.tell(Changed(kind, frozenset({record_id})))

    def viewed(self, file_id: str, action: str, pages: list[int]) -> None:
        self.done.append(("VIEW", file_id, {"action": action, "pages": pages}))


class SampleFiles:
    """No bytes here: every file is far away."""

    def is_cached(self, file_id: str) -> bool:
        return False

    def read(self, file_id: str) -> bytes:
        raise Transient("not_cached")

    def sha256(self, file_id: str) -> str:
        raise Transient("not_cached")

    def fetch(self, file_id: str, progress: Progress | None = None, cancelled: Cancelled | None = None) -> None:
        raise Transient("server_unreachable")

    def save_copy(self, file_id: str, target: Path, annotations: bool = False, *, as_notes: bool = False) -> None:
        raise Transient("server_unreachable")

    def save_certified(self, file_id: str, target: Path) -> None:
        raise Transient("server_unreachable")

    def add(self, name: str, media_type: str, data: bytes) -> str:
        return "file-new"

    def pin(self, kind: Kind, record_id: str, pinned: bool = True) -> None:
        return None

    def trip(self) -> tuple[int, int]:
        return (0, 0)


@dataclass
class SampleAttention:
    """Two refused acts."""

    list: list[AttentionItem]
    dropped: deque[DiscardedItem] = field(default_factory=deque)

    def items(self) -> Any:
        return [*self.list]

    def retry_all(self, command_ids: Sequence[str]) -> None:
        for command_id in command_ids:
            self.retry(command_id)

    def retry(self, command_id: str) -> None:
        self.discard(command_id)

    def rewrite(self, command_id: str, body: dict[str, Any]) -> str:
        return command_id

    def retype(self, command_id: str, text: str) -> str:
        self.discard(command_id)
        return command_id

    def send_text(self, command_id: str) -> None:
        self.discard(command_id)

    def compare(self, command_id: str) -> Comparison:
        return Comparison((Difference("content", "Nội dung tôi sửa", "Nội dung người khác sửa", clash=True),), 2, 3)

    def discarded(self) -> Any:
        return [*self.dropped]

    def restore(self, command_id: str) -> None:
        self.dropped = deque(each for each in self.dropped if each.command_id != command_id)

    def discard(self, command_id: str) -> None:
        for each in self.list:
            if each.command_id == command_id:
                at = "2026-11-20T01:46:00Z"
                self.dropped.append(DiscardedItem(command_id, each.kind, each.what_i_did, each.text, at, each.title))
        self.list[:] = [each for each in self.list if each.command_id != command_id]


@dataclass
class SampleTrips:
    """A trip of three records, nearly complete."""

    lists: Any
    begun: dict[str, Any] = field(default_factory=dict)

    def find(self, kind: Kind, tab: str, text: str, first: date | None, last: date | None) -> Any:
        return self.lists.rows(ListQuery(kind, tab=tab, text=text))

    def plan(self, chosen: Any) -> TripPlan:
        return TripPlan(len(chosen), 2 * len(chosen), 4_200_000, 2_100_000, 130)

    def begin(self, chosen: Any, return_on: date) -> None:
        self.begun = {"chosen": list(chosen), "return_on": return_on}

    def state(self) -> TripState:
        return TripState(3, 7, 5, 12_300_000, 9_000_000, paused=bool(self.begun.get("paused")))

    def end(self) -> None:
        self.begun = {}

    def check(self, return_on: date) -> TripCheck:
        mine = CertificateLife("Nguyễn Văn Mẫu", "2026-12-02", False)
        return TripCheck(2, "2026-12-20", True, "2026-11-30", False, 3, 0, False, (mine,), True)

    def pause(self, paused: bool) -> None:
        self.begun["paused"] = paused

    def kept(self) -> Kept:
        return Kept(310_000_000, 2_000_000_000, bool(self.begun.get("paused")), "auto", False, waiting=4)

    def set_budget(self, size: int) -> None:
        self.begun["budget"] = size

    def set_metered(self, choice: Metered) -> None:
        self.begun["metered"] = choice

    def system_says(self, metered: bool) -> None:
        self.begun["system"] = metered


@dataclass
class SampleSync:
    """Says what it is told to say."""

    state: SyncStatus
    listeners: list[Listener] = field(default_factory=list)
    asked: int = 0

    def status(self) -> SyncStatus:
        return self.state

    def now(self) -> None:
        self.asked += 1

    def run(self, progress: Progress | None = None) -> SyncReport:
        return SyncReport(True)

    def accept_shrink(self) -> None:
        self.asked += 100

    def start(self) -> None:
        return None

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        self.listeners.append(listener)
        return lambda: self.listeners.remove(listener)

    def tell(self, news: Changed | SyncStatus) -> None:
        """Publish from whatever thread calls."""
        if isinstance(news, SyncStatus):
            self.state = news
        for listener in list(self.listeners):
            listener(news)


class SampleDrafts:
    """A dictionary."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def save(self, key: str, data: bytes) -> None:
        self._kept[key] = data

    def load(self, key: str) -> bytes | None:
        return self._kept.get(key)

    def delete(self, key: str) -> None:
        self._kept.pop(key, None)

    def keys(self, prefix: str = "") -> list[str]:
        return sorted(key for key in self._kept if key.startswith(prefix))


SYNCED = SyncStatus("synced", at=_utc(NOW - timedelta(minutes=1)))
OFFLINE = SyncStatus(
    "offline", at=_utc(NOW - timedelta(days=1, hours=2)), offline_since=_utc(NOW - timedelta(days=1)), pending=3
)


def attention_items() -> list[AttentionItem]:
    """Two refused acts, each with a text."""
    return [
        AttentionItem(
            "command-1",
            "slip",
            "slip-001",
            "Dự thảo công văn triển khai số hóa hồ sơ bệnh án",
            "Trả lại phiếu trình",
            "Bổ sung căn cứ pháp lý và dự toán kèm theo.",
            "Phiếu đã được chuyển lãnh đạo.",
            "wrong_state",
            "Trần Thị Mẫu",
            _utc(NOW - timedelta(minutes=30)),
            did_at=_utc(NOW - timedelta(hours=20)),
            state_now="with_leader",
            can_comment=True,
        ),
        AttentionItem(
            "command-2",
            "incoming_document",
            "incoming_document-003",
            "Báo cáo kết quả kiểm tra",
            "Giao xử lý",
            "",
            "Văn bản không còn trong quyền xem của tài khoản này.",
            "not_found",
        ),
    ]


def sample_desk(count: int = 12, *, status: SyncStatus = SYNCED, empty: bool = False) -> Desk:
    """A desk with ``count`` incoming documents and some of the other kinds; everything in memory."""
    data: dict[Kind, list[Row]] = {
        "incoming_document": [] if empty else sample_rows("incoming_document", count),
        "outgoing_document": [] if empty else sample_rows("outgoing_document", 9),
        "slip": [] if empty else sample_rows("slip", 8),
        "task": [] if empty else sample_rows("task", 11),
    }
    lists = SampleLists(data, attention=0 if empty else 2)
    sync = SampleSync(status)
    return Desk(
        user=ME,
        policy=Policy(),
        account=ME.account,
        server="https://voffice.mau.example",
        lists=lists,
        details=SampleDetails(lists),
        directory=SampleDirectory(),
        search=SampleSearch(lists),
        acts=SampleActs(lists, sync.tell),
        files=SampleFiles(),
        attention=SampleAttention([] if empty else attention_items()),
        sync=sync,
        drafts=SampleDrafts(),
        may_take=lambda _kind, _record_id, _what: "",
        close=lambda: None,
        trips=SampleTrips(lists),
    )
