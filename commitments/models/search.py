"""The folded text that a commitment is found by, beside its row so that the row stays small."""

from django.db import models

from commitments.models.commitments import Commitment


class SearchKey(models.Model):
    """What a commitment is searched in: reference, title, summary and owners, without accents and marks."""

    commitment = models.OneToOneField(Commitment, primary_key=True, on_delete=models.CASCADE, related_name="search_key")
    text = models.TextField()

    def __str__(self) -> str:
        return str(self.commitment)
