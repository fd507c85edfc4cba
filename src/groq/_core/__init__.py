"""Everything that decides and nothing that waits: values in, values out."""
