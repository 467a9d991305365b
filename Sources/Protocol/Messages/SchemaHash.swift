/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x48F8_582E_883B_B317, 0x983A_81B5_20AE_8AFD, 0xC2DB_CB86_D2B7_186B, 0x30CE_4856_BA70_E06C)
}
