"""Questions asked of every quote."""
