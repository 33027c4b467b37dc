"""Recipients in the ministry's order: frequent groups first, Vietnamese alphabetical order within each.

Source: the contract's *Outgoing documents* (``GET /recipients``). The order of groups, the provinces and ministries
are configuration; what stands here is the seed (34 provinces since NQ 202/2025/QH15).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from voffice_desktop.domain.records import Recipient
from voffice_desktop.domain.text import fold, matches, sort_key

GROUPS: Mapping[str, str] = MappingProxyType(
    {
        "ministry": "Bộ",
        "ministerial_agency": "Cơ quan ngang Bộ",
        "government_agency": "Cơ quan thuộc Chính phủ",
        "health_department": "Sở Y tế các tỉnh, thành phố",
        "provincial_committee": "Ủy ban nhân dân các tỉnh, thành phố",
        "other": "Cơ quan, đơn vị khác",
    }
)
"""Key to name, in the order in which lists show them."""

CITIES: tuple[str, ...] = ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")
"""Centrally-run cities."""

PROVINCES: tuple[str, ...] = (
    "Tuyên Quang", "Cao Bằng", "Lai Châu", "Lào Cai", "Thái Nguyên", "Điện Biên", "Lạng Sơn", "Sơn La", "Phú Thọ",
    "Bắc Ninh", "Quảng Ninh", "Hưng Yên", "Ninh Bình", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Quảng Trị", "Quảng Ngãi",
    "Gia Lai", "Khánh Hòa", "Lâm Đồng", "Đắk Lắk", "Đồng Nai", "Tây Ninh", "Vĩnh Long", "Đồng Tháp", "Cà Mau",
    "An Giang",
)  # fmt: skip

MINISTRIES: tuple[str, ...] = (
    "Bộ Công an", "Bộ Công Thương", "Bộ Dân tộc và Tôn giáo", "Bộ Giáo dục và Đào tạo", "Bộ Khoa học và Công nghệ",
    "Bộ Ngoại giao", "Bộ Nội vụ", "Bộ Nông nghiệp và Môi trường", "Bộ Quốc phòng", "Bộ Tài chính", "Bộ Tư pháp",
    "Bộ Văn hóa, Thể thao và Du lịch", "Bộ Xây dựng", "Bộ Y tế",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Group:
    """One group of a list of recipients, its items in order."""

    key: str
    name: str
    items: tuple[Recipient, ...]


def grouped(recipients: Iterable[Recipient], order: Mapping[str, str] = GROUPS) -> list[Group]:
    """Every group of ``order`` with its recipients, empty ones too; unknown groups fall among the last one's."""
    keys = list(order)
    members: dict[str, list[Recipient]] = {key: [] for key in keys}
    for recipient in recipients:
        members[recipient.group if recipient.group in members else keys[-1]].append(recipient)
    return [
        Group(key, order[key], tuple(sorted(members[key], key=lambda one: (sort_key(one.name), one.code, one.id))))
        for key in keys
    ]


def found(groups: Iterable[Group], query: str) -> list[Group]:
    """The groups with only what ``query`` finds by name or code, marks aside; groups left empty are dropped."""
    kept = [
        Group(group.key, group.name, tuple(one for one in group.items if matches(query, f"{one.name} {one.code}")))
        for group in groups
    ]
    return [group for group in kept if group.items]


def merged(chosen: Iterable[Recipient]) -> list[Recipient]:
    """Each agency once, in the order chosen: the same record, exchange code, or name (marks and case aside)."""
    seen: set[str] = set()
    kept = []
    for one in chosen:
        marks = {f"id:{one.id}", f"name:{fold(one.name)}", *([f"code:{one.code.casefold()}"] if one.code else [])}
        if not marks & seen:
            kept.append(one)
        seen |= marks
    return kept
