"""Errors that the command line turns into an exit status."""


class PagegateError(Exception):
    """What pagegate raises on purpose."""


class UsageError(PagegateError):
    """The call or the configuration is wrong (exit status 2)."""


class HistoryError(UsageError):
    """The memory of runs cannot be read or written (exit status 2); what was judged is told all the same."""
