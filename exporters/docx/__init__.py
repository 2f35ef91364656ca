"""Reports as Word documents: real headings, lists and table headers, so that they can be read aloud and worked on."""
