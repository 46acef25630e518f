"""The pages that stakeholders read."""
