package io.foreflow.job.decode;

import io.foreflow.job.arrival.CutHeaders;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;

/**
 * A deserializer that keeps the bytes of a key or a value up to a bound. Of longer ones it keeps
 * the first bytes, and {@link CutHeaders} say how long they were.
 *
 * <p>A few kilobytes on a broker can unpack to a record of gigabytes, and a consumer returns
 * hundreds of records at a time. As they are cut here, only one record at a time is whole in
 * memory, and only while it is unpacked.
 */
public final class BoundedBytes implements Deserializer<byte[]> {
  /** The setting of the consumer that holds the bound. */
  public static final String LONGEST = "foreflow.longest.bytes";

  private int longest = Integer.MAX_VALUE;
  private CutHeaders.Part part = CutHeaders.Part.VALUE;

  @Override
  public void configure(Map<String, ?> settings, boolean isKey) {
    longest = Integer.parseInt(String.valueOf(settings.get(LONGEST)));
    part = isKey ? CutHeaders.Part.KEY : CutHeaders.Part.VALUE;
  }

  @Override
  public byte[] deserialize(String topic, byte[] bytes) {
    return bytes;
  }

  @Override
  @SuppressWarnings("NullAway") // Kafka does not say so, but null is a record without a value
  public byte @Nullable [] deserialize(String topic, Headers headers, @Nullable ByteBuffer whole) {
    if (whole == null) {
      return null;
    }
    int length = whole.remaining();
    byte[] bytes = new byte[Math.min(length, longest)];
    if (bytes.length < length) {
      CutHeaders.of(part, whole).forEach(headers::add);
    }
    whole.get(whole.position(), bytes);
    return bytes;
  }
}
