"""Files that are not JSON Lines, kind by kind: how what they hold is written as JSON Lines.

Values stay byte for byte: the spelling of numbers, escapes and the order of keys. What cannot be read to its
end is refused, and nothing of it is lost.
"""
