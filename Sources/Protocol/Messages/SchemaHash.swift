/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0xA868_57E0_1277_AE1A, 0x2FC7_64E4_AB61_E212, 0x0076_5234_681C_E435, 0xF611_A957_3A30_85B1)
}
