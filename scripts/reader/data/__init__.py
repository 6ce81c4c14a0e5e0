"""Data: the edition in each format that programs read."""
