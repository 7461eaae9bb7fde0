"""Reads the text of pages: quotes, weather and articles out of what scrapers dump."""
