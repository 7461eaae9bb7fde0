"""Questions asked of every weather observation."""
