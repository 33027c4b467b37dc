"""Logging: one format, one rotating file per program, nothing of a document's content and no secret in it."""

from __future__ import annotations

import logging
import logging.handlers
import sys
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def to_file(path: Path, *, level: int = logging.INFO) -> logging.Handler:
    """Send all logging, warnings included, to ``path`` (mode 0600, 3 files of 2 MiB). Returns the handler."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    path.touch(mode=0o600, exist_ok=True)
    handler = logging.handlers.RotatingFileHandler(path, maxBytes=2 << 20, backupCount=2, encoding="utf-8")
    _attach(handler, level)
    return handler


def to_stderr(*, level: int = logging.INFO) -> logging.Handler:
    """Send all logging to standard error: for a server run by hand or by a service manager."""
    handler = logging.StreamHandler(sys.stderr)
    _attach(handler, level)
    return handler


def _attach(handler: logging.Handler, level: int) -> None:
    handler.setFormatter(logging.Formatter(_FORMAT))
    root = logging.getLogger()
    root.setLevel(level)
    root.addHandler(handler)
    logging.captureWarnings(True)
