"""Books: a text with its apparatus as an EPUB and a PDF."""
