"""Whole walks of people through the office: a real server, real stores, real windows in the offscreen platform."""
