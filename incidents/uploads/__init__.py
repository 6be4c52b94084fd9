"""Files of a case: ``prepare`` looks at the content and makes of it what is stored, ``staging``
keeps it until a report or a case takes it over. How they arrive: posko/uploads/.
"""
