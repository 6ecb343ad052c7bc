package io.foreflow.job.decode;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.job.arrival.CutHeaders;
import io.foreflow.job.arrival.RawRecord;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;

class BoundedBytesTest {
  private final Headers headers = new RecordHeaders().add("own", new byte[1]);

  @Test
  void keepsWhatIsWithinTheBound() {
    assertThat(bounded(false).deserialize("t", headers, bytes(5))).containsExactly(1, 2, 3, 4, 5);
    assertThat(bounded(false).deserialize("t", headers, bytes(0))).isEmpty();
    assertThat(bounded(false).deserialize("t", headers, (ByteBuffer) null)).isNull();
    assertThat(headers).hasSize(1);
  }

  @Test
  void cutsLongerOnesAndDescribesThem() {
    assertThat(bounded(false).deserialize("t", headers, bytes(6))).containsExactly(1, 2, 3, 4, 5);
    assertThat(bounded(true).deserialize("t", headers, bytes(7))).containsExactly(1, 2, 3, 4, 5);
    Header[] all = headers.toArray();
    assertThat(CutHeaders.count(all)).isEqualTo(6);
    assertThat(CutHeaders.has(all, CutHeaders.Part.VALUE)).isTrue();
    assertThat(CutHeaders.has(all, CutHeaders.Part.KEY)).isTrue();
    assertThat(headers.lastHeader("__foreflow.errors.key.bytes").value()).containsExactly('7');
  }

  @Test
  void foreignHeadersAreNoMarks() {
    Header forged = new RecordHeader("__foreflow.errors.value.bytes", new byte[65]);
    assertThat(CutHeaders.count(new Header[] {forged})).isZero();
    assertThat(CutHeaders.count(headers.toArray())).isZero();
    assertThat(CutHeaders.count(RawRecord.NO_HEADERS)).isZero();
  }

  private static BoundedBytes bounded(boolean ofKey) {
    BoundedBytes bounded = new BoundedBytes();
    bounded.configure(Map.of(BoundedBytes.LONGEST, "5"), ofKey);
    return bounded;
  }

  private static ByteBuffer bytes(int length) {
    byte[] bytes = new byte[length + 1];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) i;
    }
    return ByteBuffer.wrap(bytes, 1, length);
  }
}
