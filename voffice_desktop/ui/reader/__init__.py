"""The reader: pages with the viewer's identity over them, and the pen."""
