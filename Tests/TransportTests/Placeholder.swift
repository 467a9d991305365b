// Holds the place of module TransportTests until its first file is here.
