"""Folders watched for scans and for saves of drafts opened in an outside editor."""
