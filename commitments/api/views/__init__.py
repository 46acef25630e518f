"""One file for each kind of address: what it reads, its version and its answer."""
