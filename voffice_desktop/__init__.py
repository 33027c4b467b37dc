"""voffice-desktop: offline-first electronic documents for Vietnamese state agencies, client and server."""

__version__ = "0.1.0"
