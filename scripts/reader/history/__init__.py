"""History: what an id and an address mean for ever, and what became of those that are gone."""
