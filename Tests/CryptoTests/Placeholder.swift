// Holds the place of module CryptoTests until its first file is here.
