"""Spreadsheets in and out, whatever they are about: read, planned in words, written."""
