"""Deadlines: how they are counted, which there are, how they are told, who hears of their end."""
