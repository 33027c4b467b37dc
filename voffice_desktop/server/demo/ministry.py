"""The units, people and register books of the demo ministry. All names of people are plainly samples."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from voffice_desktop.domain.records import Actor, Book, Direction, Role, Unit, User
from voffice_desktop.server.demo.fixed import fixed_id

PASSWORD = "Mau@2026"
"""Every demo account's password; only ever a demo's."""

FOUNDED = datetime(2020, 1, 2, 1, 0, tzinfo=UTC)

UNIT_CODES = ("BYT", "VPB", "KCB", "QLD", "TTRB")
SIGNING_UNITS = ("BYT", "KCB", "QLD")
"""Units with a certificate of their own in the demo."""
SIGNING_LEADERS = ("thutruong1", "thutruong2", "botruong", "cuctruong.kcb")
"""Accounts with a personal certificate in the demo."""

_UNITS = (
    ("BYT", "Bộ Y tế", "BYT", "G18"),
    ("VPB", "Văn phòng Bộ", "VPB", "G18.01"),
    ("KCB", "Cục Quản lý Khám, chữa bệnh", "KCB", "G18.12"),
    ("QLD", "Cục Quản lý Dược", "QLD", "G18.14"),
    ("TTRB", "Thanh tra Bộ", "TTrB", "G18.03"),
)

_USERS: tuple[tuple[str, str, str, str, tuple[Role, ...], tuple[str, ...]], ...] = (
    ("admin", "Quản Trị Mẫu", "Quản trị hệ thống", "BYT", ("admin",), ()),
    ("botruong", "Nguyễn Văn Mẫu", "Bộ trưởng", "BYT", ("leader", "unit_head"), ()),
    ("thutruong1", "Trần Thị Mẫu", "Thứ trưởng", "BYT", ("leader",), ()),
    ("thutruong2", "Lê Văn Mẫu", "Thứ trưởng", "BYT", ("leader",), ()),
    ("thuky.bt", "Phạm Thị Mẫu", "Thư ký Bộ trưởng", "VPB", ("secretary",), ("botruong",)),
    ("thuky.tt1", "Hoàng Văn Mẫu", "Thư ký Thứ trưởng", "VPB", ("secretary",), ("thutruong1",)),
    ("thuky.tt2", "Vũ Thị Mẫu", "Thư ký Thứ trưởng", "VPB", ("secretary",), ("thutruong2",)),
    ("vanthu.byt", "Đặng Thị Mẫu", "Văn thư Bộ", "BYT", ("clerk",), ()),
    ("cuctruong.kcb", "Bùi Văn Mẫu", "Cục trưởng", "KCB", ("unit_head", "leader"), ()),
    ("truongphong.kcb", "Đỗ Thị Mẫu", "Trưởng phòng Nghiệp vụ", "KCB", ("department_head",), ()),
    ("chuyenvien.kcb", "Hồ Văn Mẫu", "Chuyên viên", "KCB", ("specialist",), ()),
    ("vanthu.kcb", "Ngô Thị Mẫu", "Văn thư Cục", "KCB", ("clerk",), ()),
    ("cuctruong.qld", "Dương Văn Mẫu", "Cục trưởng", "QLD", ("unit_head", "leader"), ()),
    ("chuyenvien.qld", "Lý Thị Mẫu", "Chuyên viên", "QLD", ("specialist",), ()),
    ("vanthu.qld", "Mai Văn Mẫu", "Văn thư Cục", "QLD", ("clerk",), ()),
    ("chanhvanphong", "Đinh Văn Mẫu", "Chánh Văn phòng", "VPB", ("unit_head",), ()),
    ("chuyenvien.vpb", "Trịnh Thị Mẫu", "Chuyên viên", "VPB", ("specialist",), ()),
    ("vanthu.vpb", "Phan Thị Mẫu", "Văn thư Văn phòng", "VPB", ("clerk",), ()),
    ("chanhthanhtra", "Cao Văn Mẫu", "Chánh Thanh tra", "TTRB", ("unit_head",), ()),
    ("chuyenvien.ttrb", "Lương Văn Mẫu", "Thanh tra viên", "TTRB", ("specialist",), ()),
    ("vanthu.ttrb", "Tạ Thị Mẫu", "Văn thư Thanh tra", "TTRB", ("clerk",), ()),
)

CLERKS = {"BYT": "vanthu.byt", "VPB": "vanthu.vpb", "KCB": "vanthu.kcb", "QLD": "vanthu.qld", "TTRB": "vanthu.ttrb"}
HEADS = {
    "BYT": "botruong",
    "VPB": "chanhvanphong",
    "KCB": "cuctruong.kcb",
    "QLD": "cuctruong.qld",
    "TTRB": "chanhthanhtra",
}
OFFICERS = {
    "VPB": ("chuyenvien.vpb",),
    "KCB": ("chuyenvien.kcb", "truongphong.kcb"),
    "QLD": ("chuyenvien.qld",),
    "TTRB": ("chuyenvien.ttrb",),
}
SECRETARIES = {"botruong": "thuky.bt", "thutruong1": "thuky.tt1", "thutruong2": "thuky.tt2"}


@dataclass(frozen=True)
class Ministry:
    """Units, users and books, and the ways to them by code and account."""

    units: tuple[Unit, ...]
    users: tuple[User, ...]
    books: tuple[Book, ...]

    @cached_property
    def unit_by_code(self) -> dict[str, Unit]:
        """Units by code."""
        return {unit.code: unit for unit in self.units}

    @cached_property
    def user_by_account(self) -> dict[str, User]:
        """Users by account."""
        return {user.account: user for user in self.users}

    @cached_property
    def actor_by_account(self) -> dict[str, Actor]:
        """Users by account, as the rule tables see them."""
        return {user.account: Actor.of(user) for user in self.users}

    @cached_property
    def _books(self) -> dict[tuple[str, Direction], Book]:
        codes = {unit.id: unit.code for unit in self.units}
        return {(codes[book.unit_id], book.direction): book for book in self.books}

    def unit_id(self, code: str) -> str:
        """The id of the unit with that code."""
        return self.unit_by_code[code].id

    def user_id(self, account: str) -> str:
        """The id of the user with that account."""
        return self.user_by_account[account].id

    def book_id(self, code: str, direction: Direction) -> str:
        """The id of a unit's register book."""
        return self._books[code, direction].id


def make_ministry() -> Ministry:
    """The ministry, with the same ids each time."""
    ids = {code: fixed_id(f"unit/{code}", FOUNDED) for code in UNIT_CODES}
    units = tuple(
        Unit(
            id=ids[code],
            code=code,
            name=name,
            parent_id=None if code == "BYT" else ids["BYT"],
            symbol=symbol,
            agency_code=agency,
            settings={"place": "Hà Nội"},
        )
        for code, name, symbol, agency in _UNITS
    )
    people = {row[0]: fixed_id(f"user/{row[0]}", FOUNDED) for row in _USERS}
    users = tuple(
        User(
            id=people[account],
            account=account,
            full_name=name,
            title=title,
            unit_id=ids[code],
            roles=list(roles),
            secretary_of=[people[leader] for leader in leaders],
        )
        for account, name, title, code, roles, leaders in _USERS
    )
    captions: tuple[tuple[Direction, str], ...] = (
        ("incoming", "Sổ đăng ký văn bản đến"),
        ("outgoing", "Sổ đăng ký văn bản đi"),
    )
    books = tuple(
        Book(
            id=fixed_id(f"book/{code}/{direction}", FOUNDED),
            unit_id=ids[code],
            direction=direction,
            name=f"{caption} - {name}",
        )
        for code, name, _, _ in _UNITS
        for direction, caption in captions
    )
    return Ministry(units, users, books)
