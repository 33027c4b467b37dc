"""Files that other programs save: each finished save is told once, whatever way the program saves."""
