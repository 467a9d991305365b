/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x1AE7_524B_B539_DEF5, 0x45D0_6F13_1B05_4266, 0x9934_1B49_3A30_1F42, 0x6C88_0937_FFB8_5E62)
}
