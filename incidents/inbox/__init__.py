"""What comes from outside: the states of a message, and the gateways that bring them."""
