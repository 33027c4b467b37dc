"""The head of a document's first page: agency, number and symbol, date, type, subject, addressees, marks."""

from __future__ import annotations

import difflib
import re
from datetime import date

from voffice_desktop.domain import agency_names, document_types, symbols
from voffice_desktop.domain.document_types import DocumentType
from voffice_desktop.domain.field_reading import Knowledge, Proposal
from voffice_desktop.domain.page_words import Line, PageWords, Rect, around, plain
from voffice_desktop.domain.symbols import Symbol
from voffice_desktop.domain.text import fold

_SYMBOL_LINE = re.compile(r"^\W*(?:so|s6|s0|s5)\s*(?:[:;.,]|(?=\s*[\d/]))")
_NUMBER = re.compile(r"(\d{1,6}\s?[a-zđ]?)?\s*/\s*[A-ZĐƯÔƠ0-9][^\s,;)]*(?:\s?-\s?[^\s,;)]+)*")
_DATE = re.compile(r"ngay\s*([\dol. ]{0,4}?)\s*/?\s*thang\s*([\dol. ]{0,4}?)\s*/?\s*nam\s*((?:19|20)[\do]{2})")
_SHORT_DATE = re.compile(r"ngay\s*(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*((?:19|20)\d{2})")
_STOP = re.compile(
    r"^(can cu|kinh gui|dieu \d|chuong |phan |i\.|1\.|thuc hien|de |theo |ngay |bo truong|thu tuong|giam doc"
    r"|chu tich|cuc truong|tong giam doc|vien truong|hieu truong|thu truong|tong thanh tra|thong doc)"
)
_ANNEX = re.compile(r"^phu luc\b")
_ATTACHED = re.compile(r"kem theo (?:van ban|cong van|quyet dinh|thong bao|ke hoach|bao cao)?\s*(?:so)?\s*:?")
_SUBJECT = re.compile(r"^\W*[vw]\s*[/\\|l1]\s*[vw]\b\s*:?\s*")
_URGENCIES = {
    "hoa toc": "express", "hoa toc hen gio": "express", "thuong khan": "very_urgent", "khan": "urgent",
}  # fmt: skip
_SECRECIES = {"mat": "MẬT", "toi mat": "TỐI MẬT", "tuyet mat": "TUYỆT MẬT"}


def read_head(page: PageWords, lines: list[Line], known: Knowledge) -> dict[str, Proposal]:
    """The proposals of the first page's upper part."""
    top = [line for line in lines if line.rect[1] < page.height * 0.62]
    found: dict[str, Proposal] = {}
    if _is_annex(top):
        return _from_annex(page, lines, known)
    motto = next((line for line in top if _motto(line.folded)), None)
    split = motto.rect[0] - 4 if motto is not None else page.width * 0.48
    split = min(max(split, page.width * 0.36), page.width * 0.56)
    number = _symbol_line(top, page, split, known)
    parsed: Symbol | None = None
    if number is not None:
        line, text, parsed, sure = number
        found["symbol"] = Proposal(text, sure, page.number, line.rect)
    day = _date(top, page)
    if day is not None:
        found |= day
    limit = number[0].rect[1] if number is not None else (motto.rect[3] + 40 if motto is not None else 0)
    found |= _issuer(top, page, split, limit, known, parsed)
    found |= _type_and_subject(top, page, split, number[0] if number is not None else None, parsed, day)
    found |= _marks(top, page)
    addressed = _addressees(lines, page)
    if addressed is not None:
        found["addressees"] = addressed
    return found


def _motto(folded: str) -> bool:
    return "xa hoi chu nghia" in folded or folded.startswith("cong hoa xa hoi") or "dang cong san" in folded


# --- number and symbol -----------------------------------------------------------------------------------------


def _symbol_line(
    lines: list[Line], page: PageWords, split: float, known: Knowledge
) -> tuple[Line, str, Symbol | None, float] | None:
    best: tuple[Line, str, Symbol | None, float] | None = None
    for line in lines:
        if line.rect[1] > page.height * 0.45:
            break
        cued = _SYMBOL_LINE.match(line.folded) is not None
        inside = _NUMBER.search(symbols.clean(line.text)) if cued or line.middle < split + 30 else None
        if inside is None or (not cued and (line.middle > split or (line.capitals is False and len(line.words) > 4))):
            continue
        text, parsed = mended_symbol(inside.group(0), known, guess=page.recognised)
        sure = 0.55 + 0.2 * cued + (0.22 if parsed is not None else 0.0)
        if parsed is not None and parsed.number is None:
            sure -= 0.2
        sure *= 0.5 + 0.5 * line.confidence
        if best is None or sure > best[3] + 0.05:
            best = (line, text, parsed, sure)
    return best


def mended_symbol(text: str, known: Knowledge, *, guess: bool) -> tuple[str, Symbol | None]:
    """The number and symbol as printed; ``guess``: put right what a recogniser gets wrong (Đ as D, O as 0)."""
    clean = symbols.clean(text).replace(" ", "").rstrip(".,:;")
    if not guess:
        return clean, symbols.parse(clean)
    number, slash, notation = clean.partition("/")
    number = number.translate(str.maketrans("OoIlSB", "001158")) if not number.isdigit() else number
    notation = notation.replace("Ð", "Đ").replace("_", "-").replace("—", "-")
    if fold(notation) in known.notations:
        notation = known.notations[fold(notation)]
    else:
        parts = notation.split("-")
        for at, part in enumerate(parts[:2]):
            kind = document_types.by_abbreviation(part)
            if kind is None and part:
                same = next(
                    (k for k in document_types.TYPES if k.abbreviation and fold(k.abbreviation) == fold(part)), None
                )
                if same is not None and at == 0:
                    parts[at] = same.abbreviation
        notation = "-".join(parts)
    mended = number + slash + notation
    parsed = symbols.parse(mended)
    return (mended, parsed) if parsed is not None else (clean, symbols.parse(clean))


# --- date ------------------------------------------------------------------------------------------------------


def _date(lines: list[Line], page: PageWords) -> dict[str, Proposal] | None:
    for line in lines:
        if line.rect[1] > page.height * 0.45:
            break
        day = day_in(line.folded)
        if day is None:
            continue
        place = plain(
            re.split(r"[,.]?\s*(?:ngày|ngay|ngảy)\b", line.text, maxsplit=1, flags=re.IGNORECASE)[0]
        ).rstrip(",. ")
        own = line.middle > page.width * 0.45 and line.rect[0] > page.width * 0.3 and len(line.words) < 14
        # A date inside a sentence is some other document's.
        sure = (0.96 if own else 0.4) * (0.5 + 0.5 * line.confidence)
        found = {"issued_on": Proposal(day.isoformat(), sure, page.number, line.rect)}
        if 1 < len(place) < 40:
            found["place"] = Proposal(place, sure, page.number, line.rect)
        return found
    return None


def day_in(folded: str) -> date | None:
    """The date written out (``ngay 5 thang 01 nam 2020``) or short (``ngay 5/1/2020``) in folded text."""
    found = _DATE.search(folded)
    parts = found.groups() if found is not None else None
    if parts is None:
        short = _SHORT_DATE.search(folded.replace(" ", "").replace("ngay", "ngay "))
        parts = short.groups() if short is not None else None
    if parts is None:
        return None
    numbers = [re.sub(r"\D", "", part.replace("o", "0").replace("l", "1")) for part in parts]
    try:
        return date(int(numbers[2]), int(numbers[1]), int(numbers[0]))
    except ValueError:
        return None


# --- agency ----------------------------------------------------------------------------------------------------


def _issuer(
    lines: list[Line], page: PageWords, split: float, limit: float, known: Knowledge, symbol: Symbol | None
) -> dict[str, Proposal]:
    above = [
        line
        for line in lines
        if line.rect[1] < (limit or page.height * 0.2)
        and line.middle < split + 10
        and line.capitals
        and not _motto(line.folded)
        and not _SYMBOL_LINE.match(line.folded)
        and line.rect[1] < page.height * 0.3
    ]
    if not above:
        return {}
    best: tuple[float, int, agency_names.Match | None] = (0.0, 0, None)
    for at in range(len(above)):
        parent = " ".join(line.text for line in above[:at])
        issuer = " ".join(line.text for line in above[at:])
        match = agency_names.best_match(parent, issuer, known.agencies, symbol.agency if symbol else "")
        score = match.score if match is not None else 0.0
        score += 0.12 * agency_names.begins_name(above[at].text)
        if any(line.bold for line in above):
            score += 0.25 * (all(line.bold for line in above[at:]) and not any(line.bold for line in above[:at]))
        score += 0.01 * at
        if score > best[0]:
            best = (score, at, match)
    _, at, match = best
    rect: Rect = around(line.rect for line in above[at:])
    read = sum(line.confidence for line in above[at:]) / len(above[at:])
    found: dict[str, Proposal] = {}
    if match is not None:
        sure = (0.6 + 0.38 * (match.score - 0.87) / 0.13) * (0.6 + 0.4 * read)
        found["issuer_name"] = Proposal(match.agency.name, sure, page.number, rect)
        if match.agency.code:
            found["issuer_code"] = Proposal(match.agency.code, sure, page.number, rect)
    else:
        text = agency_names.in_sentence_case(" ".join(line.text for line in above[at:]))
        found["issuer_name"] = Proposal(text, 0.55 * read, page.number, rect)
    if at:
        text = agency_names.in_sentence_case(" ".join(line.text for line in above[:at]))
        found["parent"] = Proposal(text, 0.8 * read, page.number, around(line.rect for line in above[:at]))
    return found


# --- type and subject ------------------------------------------------------------------------------------------


def _type_and_subject(
    lines: list[Line],
    page: PageWords,
    split: float,
    number: Line | None,
    symbol: Symbol | None,
    day: dict[str, Proposal] | None,
) -> dict[str, Proposal]:
    found: dict[str, Proposal] = {}
    head = number.rect[3] if number is not None else page.height * 0.1
    below = [line for line in lines if line.rect[1] > head - 2]
    letter = next((line for line in below if _SUBJECT.match(line.folded) and line.rect[0] < split), None)
    named = symbol.type if symbol is not None else None
    title = _title(below, page, named)
    if letter is not None and (title is None or letter.rect[1] < title[0].rect[1]):
        sure = 0.95 if named is None and number is not None else 0.5
        found["type_code"] = Proposal("CV", sure, page.number, letter.rect)
        subject = _run(letter, below, page, column=split + 6)
        text = plain(_strip_lead(" ".join(line.text for line in subject)))
        read = sum(line.confidence for line in subject) / len(subject)
        found["summary"] = Proposal(text, 0.93 * read, page.number, around(line.rect for line in subject))
        return found
    if title is not None:
        line, kind, rest = title
        agree = named is not None and named.code == kind.code
        found["type_code"] = Proposal(kind.code, 0.98 if agree else 0.8, page.number, line.rect)
        subject = _run(line, below, page, column=None)[1:]
        text = plain(" ".join([rest, *(each.text for each in subject)]))
        if text:
            box = around(each.rect for each in (subject or [line]))
            read = sum(each.confidence for each in (subject or [line])) / len(subject or [line])
            found["summary"] = Proposal(text, 0.9 * read, page.number, box)
        return found
    if symbol is not None:
        kind = named or document_types.OFFICIAL_LETTER
        found["type_code"] = Proposal(kind.code, 0.7, page.number, number.rect if number else None)
    return found


def _title(lines: list[Line], page: PageWords, named: DocumentType | None) -> tuple[Line, DocumentType, str] | None:
    for line in lines:
        folded = line.folded.strip(" .:")
        if not line.capitals or abs(line.middle - page.width / 2) > page.width * 0.2:
            if named is not None and folded == fold(named.name) and line.middle > page.width * 0.3:
                return line, named, ""
            continue
        for kind in (*document_types.TYPES, *document_types.NORMATIVE):
            name = fold(kind.name)
            if folded == name or folded.replace(" ", "") == name.replace(" ", ""):
                return line, kind, ""
            if folded.startswith(f"{name} ") and len(folded) > len(name) + 3 and (named is None or named == kind):
                return line, kind, line.text[len(name) :].strip()
        if (
            page.recognised
            and named is not None
            and difflib.SequenceMatcher(None, folded, fold(named.name)).ratio() > 0.8
        ):
            return line, named, ""
    return None


def _run(first: Line, lines: list[Line], page: PageWords, column: float | None) -> list[Line]:
    """``first`` and the lines that go on below it: in the left column, or in the middle of the page."""
    run = [first]
    for line in lines:
        last = run[-1]
        if line.rect[1] <= last.rect[1] + last.height * 0.5:
            continue
        if column is not None and line.middle > column:
            continue
        pitch = line.rect[1] - last.rect[1]
        tall = max(last.height, 9.0)
        if pitch > tall * (1.75 if column is not None else 1.95) and not (
            len(run) == 1 and column is None and pitch < tall * 2.6
        ):
            break
        if _STOP.match(line.folded) and not (column is not None) and len(run) > 1:
            break
        if line.folded.startswith(("kinh gui", "can cu")) or _mark_of(line.folded) is not None:
            break
        if column is None and (abs(line.middle - page.width / 2) > page.width * 0.12 or len(run) > 6):
            break
        if column is None and len(run) > 1 and (line.bold != run[1].bold or line.capitals != run[1].capitals):
            break
        if column is not None and len(run) > 8:
            break
        run.append(line)
    return run


def _strip_lead(text: str) -> str:
    return re.sub(r"^\W*[VvWw]\s*[/\\|l1]\s*[vVwW]\b\s*:?\s*", "", text)


# --- marks, addressees, annexes --------------------------------------------------------------------------------


def _mark_of(folded: str) -> str | None:
    bare = plain(re.sub(r"[^a-z ]", " ", folded))
    return _URGENCIES.get(bare) or _SECRECIES.get(bare)


def _marks(lines: list[Line], page: PageWords) -> dict[str, Proposal]:
    found: dict[str, Proposal] = {}
    for at, line in enumerate(lines):
        if line.rect[1] > page.height * 0.5 or not line.text.replace(" ", "").isupper():
            continue
        bare = plain(re.sub(r"[^a-z ]", " ", line.folded))
        if bare in ("toi", "tuyet") and at + 1 < len(lines):
            bare = f"{bare} {plain(lines[at + 1].folded)}"
        if bare in _URGENCIES and "urgency" not in found:
            found["urgency"] = Proposal(_URGENCIES[bare], 0.95 * line.confidence, page.number, line.rect)
        elif bare in _SECRECIES and line.middle < page.width * 0.5 and "mật" in line.text.lower():
            found["secrecy"] = Proposal(_SECRECIES[bare], 0.95 * line.confidence, page.number, line.rect)
    return found


def _addressees(lines: list[Line], page: PageWords) -> Proposal | None:
    first = next((line for line in lines if line.folded.startswith("kinh gui")), None)
    if first is None:
        return None
    names = [re.sub(r"^\s*kính\s+gửi\s*:?\s*", "", first.text, flags=re.IGNORECASE)]
    run = [first]
    for line in lines:
        if line.rect[1] <= run[-1].rect[1] + 2:
            continue
        if line.rect[1] - run[-1].rect[1] > max(run[-1].height, 10) * 1.9 or len(run) > 12:
            break
        listed = line.text.lstrip().startswith(("-", "–", "+"))
        if not listed and line.rect[0] < first.rect[0] + 20:
            break
        names.append(line.text.strip(" -–+;."))
        run.append(line)
    text = "; ".join(plain(name).strip(" ;.-–") for name in names if plain(name).strip(" ;.-–"))
    return Proposal(text, 0.9 * first.confidence, page.number, around(line.rect for line in run)) if text else None


def _is_annex(lines: list[Line]) -> bool:
    head = lines[:6]
    return any(_ANNEX.match(line.folded) for line in head) and not any(_motto(line.folded) for line in head)


def _from_annex(page: PageWords, lines: list[Line], known: Knowledge) -> dict[str, Proposal]:
    """An annex in a file of its own names the document it belongs to in brackets."""
    for at, line in enumerate(lines[:14]):
        if not _ATTACHED.search(line.folded):
            continue
        around_it = lines[at : at + 3]
        text = " ".join(each.text for each in around_it)
        rect = around(each.rect for each in around_it)
        found: dict[str, Proposal] = {}
        inside = _NUMBER.search(symbols.clean(text))
        if inside is not None:
            printed, parsed = mended_symbol(inside.group(0), known, guess=page.recognised)
            found["symbol"] = Proposal(printed, 0.7 if parsed else 0.4, page.number, rect)
            if parsed is not None:
                found["type_code"] = Proposal(
                    (parsed.type or document_types.OFFICIAL_LETTER).code, 0.5, page.number, rect
                )
        day = day_in(fold(text))
        if day is not None:
            found["issued_on"] = Proposal(day.isoformat(), 0.7, page.number, rect)
        named = re.search(r"c[ủu]a\s+([^)]+)\)?", text.split("năm")[-1] if "năm" in text else text, re.IGNORECASE)
        if named is not None:
            match = agency_names.best_match("", named.group(1), known.agencies)
            name = match.agency.name if match is not None else plain(named.group(1))
            found["issuer_name"] = Proposal(name, 0.75 if match else 0.5, page.number, rect)
            if match is not None and match.agency.code:
                found["issuer_code"] = Proposal(match.agency.code, 0.7, page.number, rect)
        title = [each for each in lines[:at] if each.capitals and not _ANNEX.match(each.folded)]
        if title:
            text = agency_names.in_sentence_case(" ".join(each.text for each in title))
            found["summary"] = Proposal(f"Phụ lục: {text}", 0.5, page.number, around(each.rect for each in title))
        return found
    return {}
