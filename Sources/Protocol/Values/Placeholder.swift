// Holds the place of module Protocol until its first file is here.
