"""Screens and dialogs of signing, certifying and the keys of this machine."""
