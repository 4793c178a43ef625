"""One example, as the checks look at it."""
