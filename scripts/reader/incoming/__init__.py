"""What people have, as texts: documents in a dozen formats, read without losing a word."""
