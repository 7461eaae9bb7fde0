"""What judging on Spark costs beside judging in one process: `python -m benchmarks.spark`."""
