"""Records: rows of named columns, however they came, turned into one frame per kind."""
