package io.foreflow.model;

import io.foreflow.manifest.Manifest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The digest that a model file holds of itself: SHA-256 of the whole file, computed with the
 * digest's own 64 characters as '0'. It is part of the manifest in the file, and is found without
 * parsing the file, because damaged bytes must not reach a parser.
 */
final class FileDigest {
  static final int LENGTH = 64;
  static final String BLANK = "0".repeat(LENGTH);

  private static final byte[] KEY = Manifest.METADATA_KEY.getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FIELD = "\"digest\":\"".getBytes(StandardCharsets.US_ASCII);

  private FileDigest() {}

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(newSha256().digest(bytes));
  }

  /** Puts the digest into a file whose manifest holds {@link #BLANK}. The array is changed. */
  static void write(byte[] file) throws InvalidModelFileException {
    int at = find(file);
    byte[] digest = compute(file, at).getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(digest, 0, file, at, LENGTH);
  }

  /** Refuses a file that has changed since it was made. */
  static void verify(byte[] file) throws InvalidModelFileException {
    int at = find(file);
    String found = new String(file, at, LENGTH, StandardCharsets.ISO_8859_1);
    String expected = compute(file, at);
    if (!found.equals(expected)) {
      throw InvalidModelFileException.found(
          InvalidModelFileException.Reason.WRONG_DIGEST,
          "the digest " + printable(found) + " in a file whose bytes have " + expected,
          "a file as it was made; copy it again from where it was trained");
    }
  }

  private static String compute(byte[] file, int at) {
    MessageDigest sha = newSha256();
    sha.update(file, 0, at);
    sha.update(BLANK.getBytes(StandardCharsets.US_ASCII));
    sha.update(file, at + LENGTH, file.length - at - LENGTH);
    return HexFormat.of().formatHex(sha.digest());
  }

  /**
   * The place where the digest begins. It is in the last entry of the manifest's key, because
   * metadata follow the graph.
   */
  private static int find(byte[] file) throws InvalidModelFileException {
    int key = file.length - KEY.length;
    while (key >= 0 && !matches(file, key, KEY)) {
      key--;
    }
    for (int field = key; key >= 0 && field <= file.length - FIELD.length - LENGTH; field++) {
      if (matches(file, field, FIELD)) {
        return field + FIELD.length;
      }
    }
    throw InvalidModelFileException.found(
        InvalidModelFileException.Reason.NO_DIGEST,
        file.length + " bytes without \"" + Manifest.METADATA_KEY + "\" and its digest",
        "a whole model file as the trainer wrote it");
  }

  private static boolean matches(byte[] file, int at, byte[] expected) {
    return Arrays.equals(file, at, at + expected.length, expected, 0, expected.length);
  }

  private static String printable(String text) {
    return text.replaceAll("[^\\x20-\\x7E]", "?");
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
