"""When, in which order and how often the client talks to the server; the only mover of cursor and commands."""
