"""Glossaries from elsewhere: read from other formats, compared with the seeds, made entries."""
