"""Text for people: wording, near names, safe excerpts, and places in a line."""
