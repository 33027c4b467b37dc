"""Encrypted files of the cache, addressed by random names, opened only after their hash matched."""
