"""pagegate inside Great Expectations: importing this package makes its expectation known there.

```python
from pagegate.gx import ExpectPagegateCheckToHold

suite.add_expectation(ExpectPagegateCheckToHold(code="W201"))
```
"""

from pagegate.gx.expectation import ExpectPagegateCheckToHold

__all__ = ["ExpectPagegateCheckToHold"]
