"""Whole stories across the product, by the pages people use."""
