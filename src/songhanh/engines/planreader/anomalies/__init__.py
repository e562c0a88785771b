"""Anomalies: what a person should look at; the reader proposes and never corrects silently."""

from songhanh.engines.planreader.anomalies.finding import find_anomalies

__all__ = ["find_anomalies"]
