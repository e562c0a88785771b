"""The site: settings, the first page, the command line, exchange. It knows every wing."""
