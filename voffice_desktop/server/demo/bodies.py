"""Bodies of the demo's documents: from a type, a topic and dice to the blocks of a letter of 1 to 12 pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from voffice_desktop.pdf.typeset.content import Annex, Article, Basis, Block, Grid, Heading, Item, Text
from voffice_desktop.server.demo import wording
from voffice_desktop.server.demo.fixed import working_day

_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")


@dataclass(frozen=True, slots=True)
class Matter:
    """What a body is about. ``length`` runs from 0 (one page) to 4 (about ten pages)."""

    type_code: str
    topic: str
    me: str
    authority: str
    day: date
    length: int


def _filled(text: str, matter: Matter, chance: Random) -> str:
    if "{" not in text:
        return text
    return text.format(
        t=matter.topic,
        me=matter.me,
        d=(matter.day - timedelta(days=chance.randint(3, 40))).strftime("%d/%m/%Y"),
        n=chance.randint(12, 34),
        m=chance.randint(2, 19),
        p=f"{chance.randint(610, 995) / 10:.1f}".replace(".", ","),
        q=chance.randint(3, 48),
        b=f"{chance.randint(1000, 900000):,}".replace(",", "."),
        w=chance.randint(2, 8),
        k=chance.choice((5, 10, 15, 20, 25)),
    )


def _some(lines: tuple[str, ...], count: int, matter: Matter, chance: Random) -> list[str]:
    return [_filled(line, matter, chance) for line in chance.sample(lines, min(count, len(lines)))]


def _table(rows: int, matter: Matter, chance: Random, caption: str = "") -> Grid:
    body = []
    for number in range(1, rows + 1):
        due = matter.day + timedelta(days=chance.randint(10, 200))
        work, doer = chance.choice(wording.TABLE_ROWS), chance.choice(wording.DOERS)
        body.append((str(number), work, doer, due.strftime("%d/%m/%Y"), str(chance.randint(1, 60) * 5)))
    head = ("TT", "Nội dung công việc", "Đơn vị thực hiện", "Thời hạn", "Kinh phí (triệu đồng)")
    return Grid((head, *body), (1, 6, 4.4, 2.6, 2.4), caption)


def body_of(matter: Matter, chance: Random) -> tuple[Block, ...]:
    """The blocks of the body, from greeting to the last sentence."""
    match matter.type_code:
        case "QĐ":
            return _decision(matter, chance)
        case "KH" | "BC" | "HD" | "CT" | "TTr":
            return _sections(matter, chance)
        case "GM":
            return _invitation(matter, chance)
        case _:
            return _dispatch(matter, chance)


def annexes_of(matter: Matter, chance: Random, origin: str) -> tuple[Annex, ...]:
    """The annex of a longer decision or plan: a table over pages, or none."""
    if matter.type_code not in ("QĐ", "KH", "BC") or matter.length < 2:
        return ()
    table = _table(6 + 11 * matter.length, matter, chance)
    return (Annex("PHỤ LỤC", f"Phân công nhiệm vụ {matter.topic}", origin, (table,)),)


def _dispatch(matter: Matter, chance: Random) -> tuple[Block, ...]:
    blocks: list[Block] = [Text(_filled(chance.choice(wording.OPENINGS), matter, chance))]
    if matter.length:
        blocks += [Text(line) for line in _some(wording.FACTS, 1 + matter.length, matter, chance)]
    for part in range(1 + matter.length):
        if matter.length:
            blocks.append(Text(f"{part + 1}. {chance.choice(wording.DOERS)} thực hiện các nội dung sau:"))
        blocks += [Item(line) for line in _some(wording.ORDERS, 2 + matter.length, matter, chance)]
        if matter.length > 1:
            blocks += [Text(line) for line in _some(wording.PARAGRAPHS, 2, matter, chance)]
    if matter.length == 1 or (matter.length > 1 and chance.random() < 0.5):
        blocks.append(_table(4 + 3 * matter.length, matter, chance, "Tổng hợp nội dung, tiến độ thực hiện"))
    due = (matter.day + timedelta(days=chance.randint(7, 25))).strftime("%d/%m/%Y")
    blocks.append(
        Text(
            f"Đề nghị các đơn vị khẩn trương triển khai, báo cáo kết quả về {matter.me} trước ngày {due} để tổng "
            "hợp. Trân trọng cảm ơn."
        )
    )
    return tuple(blocks)


def _decision(matter: Matter, chance: Random) -> tuple[Block, ...]:
    bases = chance.sample(wording.BASES, 3)
    blocks: list[Block] = [Heading(matter.authority, 0), *(Basis(base) for base in bases)]
    blocks.append(Basis("Theo đề nghị của Thủ trưởng đơn vị được giao chủ trì soạn thảo"))
    blocks.append(Heading("QUYẾT ĐỊNH:", 0))
    blocks.append(
        Article("Điều 1", f"Ban hành kèm theo Quyết định này các nội dung về {matter.topic} và phân công thực hiện.")
    )
    number = 2
    for line in _some(wording.PARAGRAPHS, 1 + matter.length, matter, chance):
        blocks.append(Article(f"Điều {number}", line))
        if chance.random() < 0.6:
            blocks += [Item(order) for order in _some(wording.ORDERS, 3, matter, chance)]
        number += 1
    blocks.append(Article(f"Điều {number}", "Quyết định này có hiệu lực kể từ ngày ký, ban hành."))
    blocks.append(
        Article(
            f"Điều {number + 1}",
            "Chánh Văn phòng Bộ, Thủ trưởng các đơn vị thuộc, trực thuộc Bộ và các tổ chức, cá nhân có liên quan "
            "chịu trách nhiệm thi hành Quyết định này.",
        )
    )
    return tuple(blocks)


def _sections(matter: Matter, chance: Random) -> tuple[Block, ...]:
    blocks: list[Block] = [Text(_filled(chance.choice(wording.OPENINGS), matter, chance))]
    count = 2 + matter.length + matter.length // 2
    chosen = sorted(chance.sample(range(len(wording.SECTIONS)), min(count, len(wording.SECTIONS))))
    for place, section in enumerate(chosen):
        blocks.append(Heading(f"{_ROMAN[place]}. {wording.SECTIONS[section]}"))
        for part in range(2 if matter.length > 2 else 1):
            if matter.length > 2:
                blocks.append(Heading(f"{part + 1}. {chance.choice(wording.DOERS)}", 2))
            blocks += [Text(line) for line in _some(wording.PARAGRAPHS, 1, matter, chance)]
            if chance.random() < 0.4:
                blocks += [Text(line) for line in _some(wording.FACTS, 2, matter, chance)]
            blocks += [Item(line) for line in _some(wording.ORDERS, 2 + matter.length // 2, matter, chance)]
        if place == 1 and matter.length and chance.random() < 0.5:
            blocks.append(_table(5 + 2 * matter.length, matter, chance))
    blocks.append(
        Text(
            "Trên đây là nội dung về "
            f"{matter.topic}; quá trình thực hiện có khó khăn, vướng mắc, đề nghị phản ánh về {matter.me} để được "
            "xem xét, giải quyết."
        )
    )
    return tuple(blocks)


def _invitation(matter: Matter, chance: Random) -> tuple[Block, ...]:
    day = working_day(matter.day + timedelta(days=chance.randint(5, 12)))
    return (
        Text(f"{matter.me} trân trọng kính mời Quý đơn vị cử đại diện lãnh đạo dự họp về {matter.topic}."),
        Text(f"1. Thời gian: {chance.choice((8, 9, 14, 15))} giờ 00, ngày {day.strftime('%d/%m/%Y')}."),
        Text(f"2. Địa điểm: Phòng họp số {chance.randint(1, 6)}, trụ sở Bộ Y tế, kết hợp trực tuyến."),
        Text("3. Thành phần: lãnh đạo và chuyên viên phụ trách của đơn vị được mời."),
        Text("4. Nội dung: thảo luận dự thảo báo cáo, thống nhất phân công và tiến độ thực hiện."),
        Text("Tài liệu họp được gửi kèm trên Hệ thống. Đề nghị Quý đơn vị đăng ký đại biểu trước 01 ngày làm việc."),
    )
