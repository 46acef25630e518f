"""Wiring only: settings, addresses and the two gateways. Not one word of the domain."""
