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

  private HistoryDigest() {}

  /**
   * The digest of some series: {@code sha256:} and 64 hexadecimal digits. It covers names, first
   * slots, values and covariates in their order.
   */
  public static String of(List<SeriesHistory> series) {
    MessageDigest digest = sha256();
    for (SeriesHistory history : series) {
      byte[] name = history.series().getBytes(StandardCharsets.UTF_8);
      float[] values = history.values();
      ByteBuffer bytes =
          ByteBuffer.allocate(
              Integer.BYTES
                  + name.length
                  + Long.BYTES
                  + Integer.BYTES
                  + values.length * Float.BYTES);
      bytes.putInt(name.length).put(name).putLong(history.firstSlot()).putInt(values.length);
      for (float value : values) {
        // All NaN bit patterns mean the same missing reading, so floatToIntBits makes them equal.
        bytes.putInt(Float.floatToIntBits(value));
      }
      digest.update(bytes.array());
      if (!history.covariates().names().isEmpty()) {
        digest.update(bytes(history.covariates()));
      }
    }
    return "sha256:" + HexFormat.of().formatHex(digest.digest());
  }

  private static byte[] bytes(Covariates covariates) {
    byte[] names = String.join("\n", covariates.names()).getBytes(StandardCharsets.UTF_8);
    float[] values = covariates.values();
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * Integer.BYTES + names.length + values.length * Float.BYTES);
    bytes.putInt(names.length).put(names).putInt(values.length);
    for (float value : values) {
      bytes.putInt(Float.floatToIntBits(value));
    }
    return bytes.array();
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
