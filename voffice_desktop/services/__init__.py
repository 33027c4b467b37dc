"""Use cases: all that a screen, the command line or a plugin may ask for."""
