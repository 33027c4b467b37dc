"""Keys: the data key wrapped by password and device key, and the system keyring that holds the latter."""
