"""One HTTP exchange a call with the server, with time-outs always and no retry."""
