"""The tests; a package so that its shared parts are imported by name, whatever else is installed as ``tests``."""
