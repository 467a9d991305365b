// Holds the place of module AcceptanceTests until its first file is here.
