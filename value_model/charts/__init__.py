"""Charts: each function returns a `Drawing`, a picture as data; nothing here knows a screen or a store."""
