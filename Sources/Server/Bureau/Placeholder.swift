// Holds the place of module Bureau until its first file is here.
