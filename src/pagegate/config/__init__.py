"""Configuration: where it is found, what may stand in it, and what it does to columns and rules."""
