"""The figures, one module each; a figure gives one result for each kind of store."""
