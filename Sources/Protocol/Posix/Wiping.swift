internal import Glibc

/// Overwrites `bytes` with zeros in place; the compiler may not omit the writes
/// (explicit_bzero(3)).
public func wipe(_ bytes: inout [UInt8]) {
  // Proof: exactly the array's own bytes, lent for the call.
  unsafe bytes.withUnsafeMutableBytes { buffer in
    guard let base = buffer.baseAddress else { return }
    unsafe explicit_bzero(base, buffer.count)
  }
}
