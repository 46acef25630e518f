"""Every write: one verb each, keyword-only and atomic, by= and at= and why=; the last step appends the edition."""
