"""Reports for meetings and other services: what the three columns say, as plain blocks for Word, PDF and JSON."""
