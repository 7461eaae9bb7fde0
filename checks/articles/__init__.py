"""Questions asked of every article."""
