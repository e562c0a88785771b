"""Exchange: data packages (contract: data package), read here and handed to each wing's importer."""
