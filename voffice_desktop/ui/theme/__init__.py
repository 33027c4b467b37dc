"""Looks: the tokens, the engine that applies them, and the painter of icons."""
