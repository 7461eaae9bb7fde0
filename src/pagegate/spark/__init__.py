"""Judges on Spark: the same rules over the same chunks, each share of the sources by a worker, and Great Expectations' own Spark engine for the batch suites.

What comes to the driver are counts, the facts of nothing, and a bounded number of findings; the findings themselves stay where they were found until Spark writes them.
"""
