"""Notices as signed messages to addresses on the internet, and to no other."""
