"""What a frozen program does when it is started as one of its own children, before anything else is loaded."""

from __future__ import annotations

import multiprocessing
import sys


def serve_child() -> None:
    """Be the child that the command line asks for, and end with it; return when it asks for none."""
    multiprocessing.freeze_support()
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    if word == "--pdf-child":
        from voffice_desktop.pdf import child

        raise SystemExit(child.main(sys.argv[2:]))
    if word == "--pdf-render":
        from voffice_desktop.pdf import render_child

        del sys.argv[1]
        raise SystemExit(render_child.main())
