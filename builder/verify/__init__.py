"""An eye of its own on finished packages: it shares nothing with what made them."""
