/// Which schema this program speaks, for HELLO (rule R-307).
public enum SchemaHash {
  /// SHA-256 as rule R-1001 says; `./dev schema` writes it.
  public static let current = Digest256(
    0xFA2A_32C8_44A9_8524, 0x345D_D761_8F61_8A19, 0xC63B_C655_E388_9278, 0x1B57_99BA_44A2_723C)
}
