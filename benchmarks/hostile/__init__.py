"""Hostile input: mutated sources of every format, and bombs, with the figures that docs/limits.md tells."""
