"""Out: the list as CSV and Excel, row by row, with what the person may see and no reporter."""
