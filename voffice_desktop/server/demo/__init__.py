"""The demo ministry: the same small ministry every time, as a pure plan of records and of files yet to be made."""
