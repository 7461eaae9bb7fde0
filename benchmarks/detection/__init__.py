"""How many bad records pagegate finds, and how many good ones it flags."""
