package io.foreflow.job.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Records that a topic of readings takes, and that no topic takes with more headers than theirs.
 */
final class LargeRecords {
  /** The settings of whoever writes them. */
  static final Map<String, Object> PRODUCER =
      Map.of("compression.type", "zstd", "max.request.size", 64 << 20, "buffer.memory", 64L << 20);

  /** How many of them get a forecast. */
  static final int READINGS = 3;

  /** How many of them are no readings. */
  static final int GARBAGE = 4;

  private LargeRecords() {}

  static List<ProducerRecord<byte[], byte[]>> of(String topic) {
    byte[] blanks = new byte[20_000_000];
    Arrays.fill(blanks, (byte) ' ');
    ProducerRecord<byte[], byte[]> header = record(topic, null, noise(4, 40_000));
    header.headers().add(new RecordHeader("small", new byte[] {1}));
    header.headers().add(new RecordHeader("x".repeat(20_000), noise(5, 980_000)));
    ProducerRecord<byte[], byte[]> heavy = record(topic, null, reading(1003, 0));
    heavy.headers().add(new RecordHeader("heavy", noise(6, 500_000)));
    return List.of(
        record(topic, null, reading(1001, 0)),
        record(topic, null, noise(1, 1_048_000)),
        record(topic, null, reading(1002, 0)),
        record(topic, null, reading(1000, 1_048_400)),
        record(topic, new byte[] {7}, blanks),
        record(topic, noise(2, 600_000), noise(3, 440_000)),
        header,
        heavy);
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, byte @Nullable [] key, byte[] value) {
    return new ProducerRecord<>(topic, 0, 5_000_000_000L, key, value);
  }

  /** A reading of an hour, with as many blanks behind it as make it so long. */
  private static byte[] reading(int hour, int length) {
    String text = "{\"series\":\"s\",\"time\":" + hour * 3_600_000L + ",\"value\":1}";
    return (text + " ".repeat(Math.max(0, length - text.length())))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] noise(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }

  /** That nothing of a record that was put aside is gone without a header that tells so. */
  static void check(
      ConsumerRecord<byte[], byte[]> record, List<ProducerRecord<byte[], byte[]>> written) {
    ProducerRecord<byte[], byte[]> original =
        written.get(Integer.parseInt(text(record, "__foreflow.errors.offset")));
    List<String> truncated = truncated(record);
    assertThat(truncated).isNotEmpty();
    checkPart("key", original.key(), record.key(), record, truncated);
    checkPart("value", original.value(), record.value(), record, truncated);
    Header[] own = original.headers().toArray();
    if (truncated.contains("headers")) {
      assertThat(record.headers().toArray()).startsWith(own[0]).doesNotContain(own[1]);
      assertThat(text(record, "__foreflow.errors.headers.bytes")).isEqualTo("1000006");
      assertThat(text(record, "__foreflow.errors.headers.sha256")).hasSize(64);
    } else {
      assertThat(Arrays.copyOf(record.headers().toArray(), own.length)).isEqualTo(own);
    }
    assertThat(record.timestamp()).isEqualTo(original.timestamp());
    assertThat(text(record, "__foreflow.errors.reason")).isNotBlank();
    assertThat(text(record, "__foreflow.errors.message")).isNotBlank();
  }

  private static void checkPart(
      String part,
      byte @Nullable [] original,
      byte @Nullable [] found,
      ConsumerRecord<byte[], byte[]> record,
      List<String> truncated) {
    if (original == null || found == null || !truncated.contains(part)) {
      assertThat(found).as(part).isEqualTo(original);
      return;
    }
    assertThat(found.length).as(part).isGreaterThan(1000).isLessThan(original.length);
    assertThat(Arrays.equals(original, 0, found.length, found, 0, found.length)).as(part).isTrue();
    assertThat(text(record, "__foreflow.errors." + part + ".bytes"))
        .isEqualTo(Integer.toString(original.length));
    assertThat(text(record, "__foreflow.errors." + part + ".sha256")).isEqualTo(sha256(original));
  }

  private static List<String> truncated(ConsumerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray())
        .filter(header -> header.key().equals("__foreflow.errors.truncated"))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .toList();
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String text(ConsumerRecord<byte[], byte[]> record, String header) {
    Header found = record.headers().lastHeader(header);
    assertThat(found).as(header).isNotNull();
    return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
  }
}
