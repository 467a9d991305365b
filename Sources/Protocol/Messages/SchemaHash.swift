/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x9E57_41BB_ADFC_62FD, 0xAE70_6FD4_561F_776B, 0x1A40_7D65_1034_B599, 0x03DB_1AA4_9D7B_FE1A)
}
