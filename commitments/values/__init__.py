"""The values room: plain Python for uncertain dates, lateness, standing, digests, quotes, folding and measures.

Nothing here imports Django, reads the clock or touches a database: what goes in decides what comes out.
"""
