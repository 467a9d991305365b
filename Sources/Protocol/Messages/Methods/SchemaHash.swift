/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x2782_C662_8DE0_965F, 0x5251_078C_57D7_EECE, 0xB2C6_244F_AB92_B946, 0xB06B_82C8_0A17_3095)
}
