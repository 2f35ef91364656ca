"""A workspace's record as FHIR 4.0.1 (R4) resources: base resources, no profile claimed. See ``docs/fhir.md``."""
