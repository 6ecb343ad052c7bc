package io.foreflow.console.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StreamReaderTest {

  private static String written(StreamReader reader, int events) throws Exception {
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          private int flushed;

          @Override
          public void flush() {
            if (++flushed == events) {
              reader.close();
            }
          }
        };
    reader.writeTo(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesEventsInOrder() throws Exception {
    StreamReader reader = new StreamReader(Set.of(), closed -> {});
    reader.offer(StreamReader.event("event", "1".getBytes(StandardCharsets.UTF_8)));
    reader.offer(StreamReader.event("event", "2".getBytes(StandardCharsets.UTF_8)));

    assertThat(written(reader, 2)).isEqualTo("event: event\ndata: 1\n\nevent: event\ndata: 2\n\n");
  }

  @Test
  void dropsAFullQueueForAReset() throws Exception {
    StreamReader reader = new StreamReader(Set.of(), closed -> {});
    byte[] event = StreamReader.event("event", "1".getBytes(StandardCharsets.UTF_8));
    for (int i = 0; i <= StreamReader.MOST_WAITING; i++) {
      reader.offer(event);
    }
    assertThat(reader.waiting()).isEqualTo(1);

    reader.offer(StreamReader.event("event", "2".getBytes(StandardCharsets.UTF_8)));

    assertThat(written(reader, 2)).isEqualTo("event: reset\ndata: {}\n\nevent: event\ndata: 2\n\n");
  }

  @Test
  void boundsTheBytesThatWait() {
    StreamReader reader = new StreamReader(Set.of(), closed -> {});
    byte[] large = new byte[StreamReader.MOST_WAITING_BYTES / 2];
    reader.offer(large);
    reader.offer(large);
    assertThat(reader.waiting()).isEqualTo(2);

    reader.offer(new byte[1]);

    assertThat(reader.waiting()).isEqualTo(1);
  }
}
