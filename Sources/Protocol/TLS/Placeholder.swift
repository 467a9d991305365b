// Holds the place of module TLS until its first file is here.
