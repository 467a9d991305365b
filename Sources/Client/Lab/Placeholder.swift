// Holds the place of module Lab until its first file is here.
