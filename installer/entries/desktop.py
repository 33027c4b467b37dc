"""The frozen voffice-desktop."""

from children import serve_child

serve_child()

from voffice_desktop.cli import main  # noqa: E402  a child must not pay for the client

raise SystemExit(main())
