"""Questions asked of every page."""
