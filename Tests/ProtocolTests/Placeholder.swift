// Holds the place of module ProtocolTests until its first file is here.
