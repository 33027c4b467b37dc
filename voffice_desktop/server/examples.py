"""Examples of the OpenAPI document: made from its schemas, with a telling value for each name of the contract."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

_ID = "019ac5b2-6f3e-7c41-9a57-3f1d2b8c4e60"
_TIME = "2026-11-22T01:02:03Z"
_DAY = "2026-12-05"

_TELLING: dict[str, Any] = {
    "account": "vanthu.kcb",
    "full_name": "Ngô Thị Mẫu",
    "password": "Mau@2026-Mau@2026",
    "old": "Mau@2026",
    "new": "Mau@2026-Mau@2026",
    "token": "kS0cVn3jN2mZ0m1sYb1q8n0c2b7f3w5x9y1z",
    "otp": "123456",
    "name": "Cong-van-mau.pdf",
    "media_type": "application/pdf",
    "size": 48213,
    "pages": 2,
    "page": 1,
    "sha256": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "hash": "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    "sum": "5f3a9c0d12e4b687",
    "cursor": "AAECAwQFBgdbMTIzLCAifiJd",
    "symbol": "1245/SYT-NVY",
    "issuer_name": "Sở Y tế Hà Nội",
    "issuer_code": "H26.07",
    "agency_code": "G18.12",
    "summary": "V/v báo cáo công tác khám, chữa bệnh",
    "title": "Trình ban hành công văn hướng dẫn",
    "content": "Nội dung trình",
    "proposal": "Kính trình xem xét, phê duyệt",
    "type_code": "CV",
    "language": "vi",
    "comment": "Đồng ý",
    "reason": "Gửi nhầm đơn vị",
    "opinion": "Giao xử lý theo quy định",
    "text": "Nhất trí",
    "question": "Đề nghị cho ý kiến",
    "result": "Đã có văn bản trả lời",
    "note": "",
    "action": "submitted",
    "outcome": "ok",
    "certificate": "MIIDazCCAlOgAwIBAgIUX2Jhc2U2NC1ERVI=",
    "cms": "MIIGWQYJKoZIhvcNAQcCoIIGSjCCBkYCAQExDTALBglghkgBZQMEAgEw",
    "digest_algorithm": "sha256",
    "csv": "code,name,parent\nVP,Văn phòng,BYT\n",
    "color": "#1d4ed8",
    "kind": "slip",
    "op": "upsert",
    "code": "PTr 12/2026",
    "status": "ok",
    "database": "sqlite",
    "version": 3,
    "revision": 1,
    "percent": 60,
    "geometry": {"strokes": [[100.0, 120.0, 0.5, 140.0, 128.0, 0.7]]},
    "data": None,
    "exchange": None,
    "settings": {"place": "Hà Nội"},
    "watermark": {"lines": 3, "ink": 0.12},
}
_DAYS = frozenset({"due", "issued_on", "arrival_date", "reply_due", "completed_on"})
_TIMES = frozenset({"time", "at", "not_before", "not_after", "since", "until"})


def example(schema: Mapping[str, Any], components: Mapping[str, Any], name: str = "", depth: int = 0) -> Any:
    """A value that fits the schema. ``name`` is the property it stands for."""
    if "$ref" in schema:
        return example(components[str(schema["$ref"]).rsplit("/", 1)[1]], components, name, depth + 1)
    options = [one for one in schema.get("anyOf", ()) if one.get("type") != "null"]
    if options:
        return example(options[0], components, name, depth)
    if "enum" in schema:
        return schema["enum"][0]
    kind = schema.get("type")
    if kind == "object" and "properties" in schema:
        fields = schema["properties"].items()
        return {field: example(value, components, field, depth + 1) for field, value in fields}
    if kind == "array":
        return [] if depth > 4 else [example(schema.get("items", {}), components, name.removesuffix("s"), depth + 1)]
    return _plain(kind, name)


def _plain(kind: Any, name: str) -> Any:
    told = _TELLING.get(name)
    if kind == "string":
        if isinstance(told, str):
            return told
        if name in _DAYS:
            return _DAY
        return _TIME if name in _TIMES or name.endswith("_at") else _ID if _is_id(name) else "mẫu"
    if kind in ("integer", "number"):
        return told if isinstance(told, int | float) else 1
    if kind == "boolean":
        return False
    return told if isinstance(told, dict) else {} if kind == "object" else None


def _is_id(name: str) -> bool:
    return name in {"id", "by", "remove", "assigned_by", "received_by", "secretary_of"} or name.endswith("_id")
