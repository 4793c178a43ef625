"""What to find in a text, whatever rule asks for it: functions from text to spans, each with a cheap test."""
