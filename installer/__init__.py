"""Makes what people install: the PyInstaller bundle, the .deb, and the Windows installer; and tries it."""
