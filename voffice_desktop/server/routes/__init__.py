"""The handlers, one module for each section of the contract."""
