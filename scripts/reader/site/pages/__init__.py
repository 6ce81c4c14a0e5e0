"""Pages: what each kind of page shows; how it looks stands in the templates."""
