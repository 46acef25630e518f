"""Whether passages still stand in the texts they were taken from."""
