/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x789C_BBD6_C41F_967A, 0xD4D8_7AE0_251D_EF09, 0x402D_00F2_C1B4_8AF2, 0x4564_5B74_67AF_3102)
}
