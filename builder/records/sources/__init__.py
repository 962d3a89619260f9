"""Where statements come from: LRSs, our own store, files, reports of LMSs."""
