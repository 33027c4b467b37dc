"""A refusal on its way to the client: raised anywhere below a handler, turned into a body at the edge."""

from __future__ import annotations

from typing import Any

from voffice_desktop.domain.records import Refusal
from voffice_desktop.protocol.problems import PROBLEMS


class ProblemError(Exception):
    """Ends the request with the problem ``code``; everything the request wrote is rolled back."""

    def __init__(
        self, code: str, detail: str | None = None, *, headers: dict[str, str] | None = None, **members: Any
    ) -> None:
        super().__init__(code)
        self.code = code
        self.detail = detail
        self.headers = headers or {}
        self.members = members

    @property
    def status(self) -> int:
        """The HTTP status that belongs to the code."""
        return PROBLEMS[self.code].status


def invalid(field: str, message: str, code: str = "invalid") -> ProblemError:
    """422 ``invalid`` about one field."""
    return ProblemError("invalid", message, errors=[{"field": field, "message": message, "code": code}])


def refuse(refusal: Refusal, **members: Any) -> ProblemError:
    """The problem that a rule's refusal is."""
    if refusal.code == "invalid":
        return invalid(refusal.field or "", refusal.reason)
    return ProblemError(refusal.code, refusal.reason, **members)
