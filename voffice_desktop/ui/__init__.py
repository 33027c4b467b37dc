"""Screens. Reads models, calls services, shows sentences; no SQL, HTTP or threads."""
