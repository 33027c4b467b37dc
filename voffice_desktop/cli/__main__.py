"""``python -m voffice_desktop.cli``."""

from __future__ import annotations

from voffice_desktop.cli import main

raise SystemExit(main())
