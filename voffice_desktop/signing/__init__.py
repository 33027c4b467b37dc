"""Signatures on PDF files: prepared fields, two-step signing, verification. Certificates and bytes only."""
