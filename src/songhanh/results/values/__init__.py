"""Indicator values: the value, the status, and what is behind them."""
