"""The wire between client and server: records to bytes and back, error bodies, paths. No HTTP, no SQL."""
