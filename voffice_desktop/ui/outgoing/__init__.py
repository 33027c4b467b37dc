"""Dialogs of outgoing documents: numbering, dispatch, and what comes after."""
