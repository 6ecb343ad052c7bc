package io.foreflow.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Text of letters, digits, {@code .}, {@code _}, {@code -} and codes such as {@code %2F} for
 * everything else. So every name can be a folder's name, and a part of a URI.
 */
final class PercentText {
  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.";

  private PercentText() {}

  static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      // A point at the beginning could mean the folder itself, the one above it, or a hidden one.
      boolean plain = PLAIN.indexOf(b) >= 0 && !(b == '.' && encoded.isEmpty());
      encoded.append(plain ? String.valueOf((char) b) : "%%%02X".formatted(b));
    }
    return encoded.toString();
  }

  /**
   * Reads encoded text.
   *
   * @throws IllegalArgumentException if a code is not two hexadecimal digits
   */
  static String decode(String encoded) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < encoded.length(); i++) {
      if (encoded.charAt(i) == '%') {
        if (i + 3 > encoded.length()) {
          throw new IllegalArgumentException(
              "found \"" + encoded + "\", allowed: % and two digits");
        }
        bytes.write(Integer.parseInt(encoded.substring(i + 1, i + 3), 16));
        i += 2;
      } else {
        bytes.writeBytes(encoded.substring(i, i + 1).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
