"""Seeds: from a disk to texts, entries, notes and sources, and what is wrong with them."""
