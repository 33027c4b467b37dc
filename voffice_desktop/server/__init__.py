"""The REST server: one transaction a request. Nobody imports it; it runs without Qt, keyring and watchdog."""
