"""What programs ask of an edition: the search, the check of quotations, a server for them."""
