"""Writing through the API: one address for each kind of thing, by the same actions and rules as in the admin."""
