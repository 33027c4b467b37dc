"""PDF work in limited child processes: rendering, text, the upload gate, reading copies, official layouts."""
