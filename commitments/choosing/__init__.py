"""What a reader has chosen among the commitments: the filter language as a form, with counts, for the pages and the admin."""
