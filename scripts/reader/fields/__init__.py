"""Fields: YAML with the line of every value, and what a mapping may hold."""
