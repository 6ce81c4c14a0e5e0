"""Site: pages, what the theme draws around them, the search, the style sheet and the scripts."""
