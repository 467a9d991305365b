// Holds the place of module TLSTests until its first file is here.
