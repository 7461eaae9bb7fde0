"""Checks: one question a file, in the folder of its kind."""
