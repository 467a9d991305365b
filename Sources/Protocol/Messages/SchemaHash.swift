/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0xBC53_7AFA_42EA_6B07, 0xA7D9_3772_93DE_E1F6, 0x1DB3_7E5D_A7DB_702D, 0xB592_DD59_0DE2_D21B)
}
