"""Records and messages to JSON bytes and back (msgspec). Unknown fields are ignored, never fatal."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec

from voffice_desktop.domain.records import RECORD_TYPES, Kind, Record
from voffice_desktop.errors import Transient

T = TypeVar("T")


_decoders: dict[object, msgspec.json.Decoder[Any]] = {}
_encoder = msgspec.json.Encoder()


def encode(value: Any) -> bytes:
    """JSON bytes (UTF-8) of a record, a message or plain data."""
    return _encoder.encode(value)


def decode(data: bytes | bytearray | memoryview | str | msgspec.Raw, target: type[T]) -> T:
    """The value of type ``target`` in ``data``. Raises ``Transient('not_json')``: what is not ours is no answer."""
    try:
        decoder = _decoders.get(target) or _decoders.setdefault(target, msgspec.json.Decoder(target))
        decoded: T = decoder.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Transient("not_json", detail=str(error)) from error
    return decoded


def decode_record(kind: Kind, data: bytes | bytearray | memoryview | str) -> Record:
    """The record of ``kind`` in ``data``."""
    return decode(data, RECORD_TYPES[kind])


def to_plain(value: Any) -> Any:
    """``value`` as dicts, lists and scalars, as ``json.loads`` would give it."""
    return msgspec.to_builtins(value)


def from_plain(value: Any, target: type[T]) -> T:
    """The value of type ``target`` from dicts, lists and scalars. Raises ``msgspec.ValidationError``."""
    converted: T = msgspec.convert(value, target)
    return converted
