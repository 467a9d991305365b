// Holds the place of module Commands until its first file is here.
