"""The frozen voffice-server."""

from children import serve_child

serve_child()

from voffice_desktop.server.cli import main  # noqa: E402  a child must not pay for the server

raise SystemExit(main())
