"""Schemas: what one record of a kind must look like, one kind a file."""
