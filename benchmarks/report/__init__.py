"""What the report weighs, and how long it takes to write, to open and to filter."""
