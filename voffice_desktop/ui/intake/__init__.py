"""The clerk's tray and the entry of incoming documents into the book."""
