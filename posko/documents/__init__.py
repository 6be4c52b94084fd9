"""Paper: content in, PDF out. Each app keeps what its own papers say."""
