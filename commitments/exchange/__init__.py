"""Rows in and out: dossiers to fixtures, fixtures to records."""
