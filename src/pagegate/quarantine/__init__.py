"""Quarantine: what was judged, split into good and bad, losing nothing.

Records go to `DIR/good/NAME` or `DIR/bad/NAME` in the input's own format and order; `DIR/bad/NAME.why.jsonl` says of each bad one which findings condemn it.
"""
