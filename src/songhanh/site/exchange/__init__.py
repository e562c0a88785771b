"""Exchange: data packages, read here and handed to each wing's importer."""
