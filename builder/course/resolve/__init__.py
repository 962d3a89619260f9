"""Fills a valid Course in: ids, IRIs, order, assets, the values of the agency."""
