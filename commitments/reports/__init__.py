"""Records as documents for people to take away: tables for spreadsheets."""
