"""Sources: finding what a scraper left, opening it, and turning its bytes into text and lines. Nothing here imports pandas."""
