"""The wire format of examples, and the words for what breaks it."""
