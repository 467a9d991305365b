/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x2FBE_5286_D9B2_6BB0, 0x2F20_EF08_3AC5_B0A8, 0x56E1_B6C8_48FA_9F5B, 0x0E43_1AA8_359D_70E0)
}
