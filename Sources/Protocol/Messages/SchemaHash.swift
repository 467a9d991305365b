/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x1D00_569C_D750_84BE, 0x92C9_BCF3_1F8F_85FD, 0x4041_AEE3_5F1A_5FEB, 0x199B_EC5E_189D_9A2B)
}
