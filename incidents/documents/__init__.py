"""Paper: the letter to an institution, the reporter's slip, the case file. PDF by typst."""
