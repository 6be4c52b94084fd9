"""Pages for everybody: the form, tracking, and the door for gateways."""
