"""The reference that the API is compared with: the same answers from a plain, well-made viewset, never served."""
