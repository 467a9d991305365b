/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0x8A2D_ED96_D23E_59A6, 0x878C_06AA_9946_15E4, 0x5A10_F10B_2BA8_30D5, 0x3DA7_A0CA_AFD4_3777)
}
