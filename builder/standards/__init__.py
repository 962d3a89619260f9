"""Facts of the standards, one file a standard: namespaces, vocabularies and limits with their clauses."""
