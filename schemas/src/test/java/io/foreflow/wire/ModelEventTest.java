package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModelEventTest {
  static final ModelEvent SWAPPED =
      ModelEvent.swapped(Samples.ANNOUNCEMENT, "2026-01-23", Samples.NOON, 0, 2);
  static final ModelEvent REFUSED =
      ModelEvent.refused(
          Samples.ANNOUNCEMENT,
          "2026-01-23",
          "wrong-cadence",
          "found a cadence of PT1M, allowed: PT1H",
          Samples.NOON,
          1,
          2);

  @Test
  void comesBackAsItWas() throws Exception {
    assertThat(ModelEventJson.read(ModelEventJson.write(SWAPPED))).isEqualTo(SWAPPED);
    assertThat(ModelEventJson.read(ModelEventJson.write(REFUSED))).isEqualTo(REFUSED);
  }

  @Test
  void leavesOutAbsentFields() {
    String json = new String(ModelEventJson.write(SWAPPED), StandardCharsets.UTF_8);
    assertThat(json)
        .startsWith("{\"event\":\"swapped\",\"time\":\"2026-01-31T12:00:00Z\",\"model\":\"demo\"")
        .doesNotContain("reason", "message", "null");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"event\":\"swapped\"} | time: found nothing",
        "{\"event\":\"lost\",\"time\":0,\"model\":\"a\",\"version\":\"1\",\"uri\":\"u\",\"sha256\":\"s\",\"task\":0,\"tasks\":1} | event: found `lost`, allowed: swapped or refused",
        "{\"task\":99999999999} | task: found a number beyond 32 bits",
        "no event | in JSON",
      })
  void invalidEventsAreRefused(String json, String message) {
    assertThatThrownBy(() -> ModelEventJson.read(json.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining(message);
  }

  @Test
  void announcementsAreReadInBothFormats() throws Exception {
    ModelAnnouncementBytes decoder = new ModelAnnouncementBytes();
    for (WireFormat format : List.of(WireFormat.AVRO, WireFormat.JSON)) {
      byte[] bytes = ModelAnnouncementCodec.encoder(format).encode(Samples.ANNOUNCEMENT);
      assertThat(decoder.decode(bytes)).isEqualTo(Samples.ANNOUNCEMENT);
    }
    assertThatThrownBy(() -> decoder.decode(new byte[0]))
        .isInstanceOf(MalformedRecordException.class);
  }
}
