package io.foreflow.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A digest that identifies training data. The same series, slots, values and covariates give the
 * same digest. Any other data gives another digest.
 */
public final class HistoryDigest {

  /** The numbers that are digested at a time. */
  private static final int PIECE = 1 << 14;

  private HistoryDigest() {}

  /**
   * The digest of some series: {@code sha256:} and 64 hexadecimal digits. It covers names, first
   * slots, values and covariates in their order.
   */
  public static String of(List<SeriesHistory> series) {
    MessageDigest digest = sha256();
    for (SeriesHistory history : series) {
      byte[] name = history.series().getBytes(StandardCharsets.UTF_8);
      ByteBuffer head =
          ByteBuffer.allocate(2 * Integer.BYTES + name.length + Long.BYTES)
              .putInt(name.length)
              .put(name)
              .putLong(history.firstSlot())
              .putInt(history.slots());
      digest.update(head.array());
      update(digest, history.values());
      if (!history.covariates().names().isEmpty()) {
        update(digest, history.covariates());
      }
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static void update(MessageDigest digest, Covariates covariates) {
    byte[] names = String.join("\n", covariates.names()).getBytes(StandardCharsets.UTF_8);
    float[] values = covariates.values();
    ByteBuffer head =
        ByteBuffer.allocate(2 * Integer.BYTES + names.length)
            .putInt(names.length)
            .put(names)
            .putInt(values.length);
    digest.update(head.array());
    update(digest, values);
  }

  private static void update(MessageDigest digest, float[] values) {
    ByteBuffer bytes = ByteBuffer.allocate(Math.min(values.length, PIECE) * Float.BYTES);
    for (int from = 0; from < values.length; from += PIECE) {
      bytes.clear();
      for (int i = from; i < Math.min(values.length, from + PIECE); i++) {
        // All NaN bit patterns mean the same missing reading, so floatToIntBits makes them equal.
        bytes.putInt(Float.floatToIntBits(values[i]));
      }
      digest.update(bytes.flip());
    }
  }

  /** The SHA-256 of any bytes, as 64 hexadecimal digits. */
  public static String of(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
