/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x9C3E_7155_027A_F2DD, 0xE947_C68C_BA00_26E8, 0xF0B1_1903_D7ED_8143, 0x1881_1486_8766_CBF1)
}
