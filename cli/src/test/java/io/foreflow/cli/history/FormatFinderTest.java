package io.foreflow.cli.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.WireFormat;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class FormatFinderTest {

  private static final Reading READING = new Reading("a", 0, 1);

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void eachFormatIsKnownByItsFirstBytes() {
    byte[] avro = ReadingCodec.encoder(WireFormat.AVRO).encode(READING);
    byte[] confluent = ReadingCodec.confluentEncoder(7).encode(READING);
    byte[] json = ReadingCodec.encoder(WireFormat.JSON).encode(READING);

    assertThat(FormatFinder.formatOf(avro)).contains(WireFormat.AVRO);
    assertThat(FormatFinder.formatOf(confluent)).contains(WireFormat.AVRO_CONFLUENT);
    assertThat(FormatFinder.formatOf(json)).contains(WireFormat.JSON);
    assertThat(FormatFinder.formatOf(text(" \t\r\n{}"))).contains(WireFormat.JSON);
  }

  @Test
  void unknownBytesHaveNoFormat() {
    assertThat(FormatFinder.formatOf(null)).isEmpty();
    assertThat(FormatFinder.formatOf(new byte[0])).isEmpty();
    assertThat(FormatFinder.formatOf(new byte[] {0, 0, 0})).isEmpty();
    assertThat(FormatFinder.formatOf(text("hello"))).isEmpty();
    assertThat(FormatFinder.formatOf(text("  "))).isEmpty();
  }

  @Test
  void theMajorityOfRecordsDecides() {
    FormatFinder finder = new FormatFinder();
    assertThat(finder.found()).isEmpty();
    finder.add(ReadingCodec.encoder(WireFormat.AVRO).encode(READING));
    finder.add(text("{"));
    finder.add(text("{"));
    finder.add(text("hello"));
    finder.add(null);

    assertThat(finder.found()).contains(WireFormat.JSON);
  }
}
