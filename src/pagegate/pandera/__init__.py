"""pagegate inside pandera: importing this package registers the check `pandera.pandas.Check.pagegate(code=...)`.

A schema that was written to a file with such checks in it can be loaded once this package is imported.
"""

from pagegate.pandera.check import pagegate

__all__ = ["pagegate"]
