"""Batch rules: questions about a whole scrape, answered by Great Expectations."""
