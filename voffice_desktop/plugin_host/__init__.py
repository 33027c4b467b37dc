"""Finds, checks, loads and stops plugins, and shows the rights they ask for."""
