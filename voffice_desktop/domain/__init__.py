"""Pure rules of the office: values in, values out. No clock, no I/O, no randomness, standard library only."""
