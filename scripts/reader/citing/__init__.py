"""Citing: the bibliography, and how readers cite what is here."""
