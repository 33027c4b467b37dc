"""The encrypted cache (mirror, projection, search) and the outbox, as SQL and rows."""
