"""The demo: an invented province, filled through the real flow from plan file to report file.

Every name of a person here is plainly invented; the province does not exist.
"""
