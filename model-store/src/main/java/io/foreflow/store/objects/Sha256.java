package io.foreflow.store.objects;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Hashes of contents, in lower-case hexadecimal. */
public final class Sha256 {
  private Sha256() {}

  /** The hash of these bytes. */
  public static String of(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Whether a text is written like a hash. */
  public static boolean is(String text) {
    return text.matches("[0-9a-f]{64}");
  }
}
