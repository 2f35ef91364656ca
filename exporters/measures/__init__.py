"""Measures on their way out: pseudonymous, small numbers suppressed, as CSV and Parquet with a data dictionary."""
