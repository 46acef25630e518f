"""What costs how much, measured on the machine at hand; never a part of the tests. `make bench` runs them."""
