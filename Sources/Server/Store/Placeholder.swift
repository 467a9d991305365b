// Holds the place of module Store until its first file is here.
