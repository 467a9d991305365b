/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x1350_E810_EF1A_936B, 0xED0E_F79C_3A93_D6C6, 0x2CF4_9B66_DC3E_D89A, 0xD523_FC81_5626_F97C)
}
