"""Images in content parts: where they are said to be, and what their data holds. Nothing is ever fetched."""
