"""Agencies outside the demo ministry, as recipients and as senders.

Names of ministries and of the 34 provinces (NQ 202/2025/QH15) are public facts of 2026; codes of provinces are
the demo's own. A real server gets its list by import, with dates of validity and successors.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from voffice_desktop.domain.records import Recipient
from voffice_desktop.server.demo.fixed import fixed_id
from voffice_desktop.server.demo.ministry import FOUNDED, Ministry

GROUPS = (
    "ministry",
    "ministerial_agency",
    "government_agency",
    "health_department",
    "provincial_committee",
    "other",
)
"""Keys of the recipient groups in the order in which a list shows them."""

_CITIES = ("Hà Nội", "Hồ Chí Minh", "Hải Phòng", "Đà Nẵng", "Cần Thơ", "Huế")
_PROVINCES = (
    "Tuyên Quang", "Cao Bằng", "Lai Châu", "Lào Cai", "Thái Nguyên", "Điện Biên", "Lạng Sơn", "Sơn La", "Phú Thọ",
    "Bắc Ninh", "Quảng Ninh", "Hưng Yên", "Ninh Bình", "Thanh Hóa", "Nghệ An", "Hà Tĩnh", "Quảng Trị", "Quảng Ngãi",
    "Gia Lai", "Khánh Hòa", "Lâm Đồng", "Đắk Lắk", "Đồng Nai", "Tây Ninh", "Vĩnh Long", "Đồng Tháp", "Cà Mau",
    "An Giang",
)  # fmt: skip

_MINISTRIES = (
    ("Bộ Công an", "BCA", "G01"), ("Bộ Công Thương", "BCT", "G02"), ("Bộ Dân tộc và Tôn giáo", "BDTTG", "G05"),
    ("Bộ Giáo dục và Đào tạo", "BGDĐT", "G03"), ("Bộ Khoa học và Công nghệ", "BKHCN", "G06"),
    ("Bộ Ngoại giao", "BNG", "G08"), ("Bộ Nội vụ", "BNV", "G09"),
    ("Bộ Nông nghiệp và Môi trường", "BNNMT", "G10"), ("Bộ Quốc phòng", "BQP", "G11"),
    ("Bộ Tài chính", "BTC", "G12"), ("Bộ Tư pháp", "BTP", "G15"),
    ("Bộ Văn hóa, Thể thao và Du lịch", "BVHTTDL", "G16"), ("Bộ Xây dựng", "BXD", "G17"),
)  # fmt: skip
_MINISTERIAL = (
    ("Ngân hàng Nhà nước Việt Nam", "NHNN", "G19"),
    ("Thanh tra Chính phủ", "TTCP", "G21"),
    ("Văn phòng Chính phủ", "VPCP", "G22"),
)
_GOVERNMENT = (
    ("Đài Tiếng nói Việt Nam", "TNVN", "G26"),
    ("Thông tấn xã Việt Nam", "TTX", "G25"),
    ("Viện Hàn lâm Khoa học và Công nghệ Việt Nam", "VHL", "G27"),
    ("Viện Hàn lâm Khoa học xã hội Việt Nam", "KHXH", "G28"),
)
_OTHERS = (
    ("Bệnh viện Bạch Mai", "BM", "G18.60"), ("Bệnh viện Chợ Rẫy", "BVCR", "G18.61"),
    ("Bệnh viện Hữu nghị Việt Đức", "VĐ", "G18.62"), ("Bệnh viện K", "BVK", "G18.63"),
    ("Bệnh viện Nhi Trung ương", "BVNTW", "G18.64"), ("Bệnh viện Phụ sản Trung ương", "PSTW", "G18.65"),
    ("Viện Dinh dưỡng", "VDD", "G18.70"), ("Viện Kiểm nghiệm thuốc Trung ương", "VKNTTW", "G18.71"),
    ("Viện Pasteur Thành phố Hồ Chí Minh", "PAS", "G18.72"), ("Viện Vệ sinh dịch tễ Trung ương", "VSDTTƯ", "G18.73"),
    ("Trường Đại học Y Hà Nội", "ĐHYHN", "G18.80"), ("Hiệp hội Bệnh viện tư nhân Việt Nam", "HHBVTN", "Z90.01"),
    ("Tổng hội Y học Việt Nam", "THYH", "Z90.02"), ("Hiệp hội Doanh nghiệp dược Việt Nam", "HHDND", "Z90.03"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sender:
    """An outside agency that writes to the ministry, with what its papers print."""

    recipient: Recipient
    symbol: str
    parent: str
    issuer: str
    place: str
    head: str
    deputy: str


@dataclass(frozen=True)
class Outside:
    """All recipients, and those of them that send papers, by group."""

    recipients: tuple[Recipient, ...]
    senders: tuple[Sender, ...]
    internal: dict[str, Recipient]
    """The ministry's own units as recipients, by unit code."""

    @cached_property
    def by_group(self) -> dict[str, tuple[Sender, ...]]:
        """Senders by recipient group."""
        return {group: tuple(one for one in self.senders if one.recipient.group == group) for group in GROUPS}


def make_outside(ministry: Ministry) -> Outside:
    """Recipients of every group, the ministry's own units among them."""
    senders: list[Sender] = []

    def add(group: str, name: str, code: str, symbol: str, parent: str, place: str, head: str, deputy: str) -> None:
        recipient = Recipient(id=fixed_id(f"recipient/{code}", FOUNDED), name=name, code=code, group=group)
        senders.append(Sender(recipient, symbol, parent.upper(), name.upper(), place, head, deputy))

    for name, symbol, code in _MINISTRIES:
        add("ministry", name, code, symbol, "", "Hà Nội", "BỘ TRƯỞNG", "THỨ TRƯỞNG")
    for (name, symbol, code), (head, deputy) in zip(
        _MINISTERIAL,
        (
            ("THỐNG ĐỐC", "PHÓ THỐNG ĐỐC"),
            ("TỔNG THANH TRA", "PHÓ TỔNG THANH TRA"),
            ("BỘ TRƯỞNG, CHỦ NHIỆM", "PHÓ CHỦ NHIỆM"),
        ),
        strict=True,
    ):
        add("ministerial_agency", name, code, symbol, "", "Hà Nội", head, deputy)
    for name, symbol, code in _GOVERNMENT:
        head, deputy = ("TỔNG GIÁM ĐỐC", "PHÓ TỔNG GIÁM ĐỐC") if symbol[0] == "T" else ("CHỦ TỊCH", "PHÓ CHỦ TỊCH")
        add("government_agency", name, code, symbol, "", "Hà Nội", head, deputy)
    for number, place in enumerate((*_CITIES, *_PROVINCES), start=1):
        city = place in _CITIES
        kind = "thành phố" if city else "tỉnh"
        committee = f"Ủy ban nhân dân {kind} {place}"
        shown = "Thành phố Hồ Chí Minh" if place == "Hồ Chí Minh" else place
        code = f"H{number:02d}"
        add(
            "health_department",
            f"Sở Y tế {'' if city else 'tỉnh '}{shown if city else place}",
            f"{code}.07",
            "SYT",
            committee,
            shown,
            "GIÁM ĐỐC",
            "PHÓ GIÁM ĐỐC",
        )
        add("provincial_committee", committee, code, "UBND", "", shown, "CHỦ TỊCH", "PHÓ CHỦ TỊCH")
    for name, symbol, code in _OTHERS:
        parent = "Bộ Y tế" if code.startswith("G18") else ""
        place = "Thành phố Hồ Chí Minh" if "Chợ Rẫy" in name or "Hồ Chí Minh" in name else "Hà Nội"
        if name.startswith("Viện"):
            head, deputy = "VIỆN TRƯỞNG", "PHÓ VIỆN TRƯỞNG"
        elif name.startswith("Trường"):
            head, deputy = "HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"
        elif parent:
            head, deputy = "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"
        else:
            head, deputy = "CHỦ TỊCH", "PHÓ CHỦ TỊCH"
        add("other", name, code, symbol, parent, place, head, deputy)
    internal = {
        unit.code: Recipient(
            id=fixed_id(f"recipient/{unit.agency_code}", FOUNDED),
            name=unit.name,
            code=unit.agency_code,
            group="ministry" if unit.parent_id is None else "other",
            unit_id=unit.id,
        )
        for unit in ministry.units
    }
    return Outside((*(one.recipient for one in senders), *internal.values()), tuple(senders), internal)
