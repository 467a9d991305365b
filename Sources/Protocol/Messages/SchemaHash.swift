/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x20B3_59D3_7460_B135, 0x8B0F_DF24_DE56_E807, 0xA378_B70D_16C1_596D, 0xE4DF_7A90_0FE7_9667)
}
