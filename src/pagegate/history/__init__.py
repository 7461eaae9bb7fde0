"""The memory of runs: what earlier runs over the same input found, kept in a database."""
