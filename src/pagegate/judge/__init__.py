"""Judging: schemas and checks by pandera, batch suites by Great Expectations."""
