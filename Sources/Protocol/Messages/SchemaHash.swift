/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0xAFE1_84FF_27C9_2B81, 0x9D6F_C12C_B9AE_A446, 0x4D9D_2906_99F5_E95C, 0x50A3_3CEC_BC78_5EA3)
}
