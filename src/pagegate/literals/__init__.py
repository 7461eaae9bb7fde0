"""Reads what is printed (numbers, units, times) into values, whole columns at a time, and keeps how exact it was shown."""
