/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0xC931_F084_F8C7_DABA, 0xA0F0_4484_7778_8856, 0xF09C_1A47_F538_0274, 0xC78B_C76F_7D2D_DDBE)
}
