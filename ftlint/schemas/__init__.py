"""The JSON Schemas of tools: what is wrong with them, and with the arguments that calls give them."""
