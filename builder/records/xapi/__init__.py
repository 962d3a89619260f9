"""The xAPI statement as a strict model, and the IRIs that Peacebuilder uses."""
