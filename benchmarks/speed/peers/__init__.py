"""The same rules asked of the same quotes by pagegate, by bare masks and by other libraries, each in a process of its own: `python -m benchmarks.speed peers`.

A module `by_NAME` is one of them. Those of the libraries run in an environment that has no pagegate, so they import nothing of it; each offers what `harness.Peer` says.
"""
