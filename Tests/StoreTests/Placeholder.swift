// Holds the place of module StoreTests until its first file is here.
