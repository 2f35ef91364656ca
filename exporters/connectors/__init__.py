"""Ways to the case system. Each delivers a parcel exactly once, or says plainly why not."""
