"""Signatures on PDF files: prepared fields, two-step signing, verification. Certificates and bytes only."""

import logging

# What they would log about a hostile file or a certificate can hold a subject's name or a path; what matters comes
# back to us as values and exceptions.
for _library in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_library).setLevel(logging.CRITICAL)
