package io.foreflow.job.emit;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.CutHeaders;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.job.arrival.RejectedRecord;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.RecordBatch;
import org.junit.jupiter.api.Test;

class RejectedRecordsTest {
  private static final int LIMIT = 100_000;

  private final Random random = new Random(3);

  @Test
  void keepsWhatFitsByteForByte() {
    Header[] headers = {new RecordHeader("a", new byte[100])};
    ProducerRecord<byte[], byte[]> record = record(LIMIT, new byte[9], new byte[90_000], headers);
    assertThat(record.key()).hasSize(9);
    assertThat(record.value()).hasSize(90_000);
    assertThat(record.headers().toArray()).startsWith(headers);
    assertThat(record.headers().lastHeader(CutHeaders.TRUNCATED)).isNull();
  }

  @Test
  void everyRecordFitsTheTopic() {
    for (int i = 0; i < 300; i++) {
      int limit = TopicLimit.SMALL << random.nextInt(5);
      Header[] headers = new Header[random.nextInt(200)];
      for (int j = 0; j < headers.length; j++) {
        headers[j] =
            new RecordHeader("\u20ac".repeat(1 + size(limit) / 50), new byte[size(limit) / 20]);
      }
      ProducerRecord<byte[], byte[]> record =
          record(limit, new byte[size(limit)], new byte[size(limit)], headers);
      assertThat(
              AbstractRecords.estimateSizeInBytesUpperBound(
                  RecordBatch.CURRENT_MAGIC_VALUE,
                  CompressionType.NONE,
                  record.key(),
                  record.value(),
                  record.headers().toArray()))
          .as("as a producer counts, for a limit of " + limit)
          .isLessThanOrEqualTo(limit);
    }
  }

  @Test
  void tooManyHeadersKeepTheFirst() {
    Header[] headers = new Header[10_000];
    for (int i = 0; i < headers.length; i++) {
      headers[i] = new RecordHeader("n" + i, new byte[10]);
    }
    ProducerRecord<byte[], byte[]> record = record(LIMIT, null, new byte[5], headers);
    assertThat(record.headers().toArray()).hasSizeBetween(500, 5000).startsWith(headers[0]);
    assertThat(text(record, CutHeaders.TRUNCATED)).isEqualTo("headers");
    assertThat(text(record, "__foreflow.errors.headers.bytes")).isEqualTo("148890");
    assertThat(record.value()).hasSize(5);
  }

  @Test
  void valuesCutByTheReaderKeepTheirMarks() {
    byte[] whole = new byte[3_000_000];
    random.nextBytes(whole);
    List<Header> marks = CutHeaders.of(CutHeaders.Part.VALUE, ByteBuffer.wrap(whole));
    List<Header> headers = new ArrayList<>(List.of(new RecordHeader("own", new byte[80_000])));
    headers.addAll(marks);
    ProducerRecord<byte[], byte[]> record =
        record(LIMIT, null, Arrays.copyOf(whole, 1 << 20), headers.toArray(new Header[0]));
    assertThat(record.value().length).isBetween(LIMIT / 2, LIMIT);
    assertThat(record.headers().headers(CutHeaders.TRUNCATED)).hasSize(2);
    assertThat(text(record, "__foreflow.errors.value.bytes")).isEqualTo("3000000");
    assertThat(record.headers().headers("__foreflow.errors.value.sha256"))
        .containsExactly(marks.get(2));
  }

  private int size(int limit) {
    return random.nextInt(3) == 0 ? random.nextInt(20) : random.nextInt(2 * limit);
  }

  @SuppressWarnings("NullAway") // a record without a key is one
  private static ProducerRecord<byte[], byte[]> record(
      int limit, byte @org.jspecify.annotations.Nullable [] key, byte[] value, Header[] headers) {
    RejectedRecord rejected =
        new RejectedRecord(
            new RawRecord("readings", 1, 2, 3, key, value, headers),
            RejectedRecord.LATE,
            "\u20ac".repeat(5000),
            4);
    return new RejectedRecords(TopicLimit.known("late", limit)).record(rejected);
  }

  private static String text(ProducerRecord<byte[], byte[]> record, String header) {
    Header found = record.headers().lastHeader(header);
    assertThat(found).as(header).isNotNull();
    return found == null ? "" : new String(found.value(), StandardCharsets.UTF_8);
  }
}
