"""Edition: every mention found, looked up, and compared with the last release."""
