"""Tools for those who change the product; nothing here runs in it."""
