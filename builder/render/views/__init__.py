"""The document around the blocks: articles, menu and frame, each a view model with its template in pages/."""
