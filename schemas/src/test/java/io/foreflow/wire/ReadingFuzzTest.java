package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the bytes, they are a reading that keeps all promises, or they are refused with a
 * reason. A build runs the inputs kept beside this class and some thousands made from them; as a
 * fuzzer it looks for new ones, see CONTRIBUTING.md.
 */
class ReadingFuzzTest {
  private static final int MADE = 20_000;

  private final RecordDecoder<Reading> avro = ReadingCodec.decoder(WireFormat.AVRO);
  private final RecordDecoder<Reading> json = ReadingCodec.decoder(WireFormat.JSON);

  @FuzzTest(maxDuration = "10m")
  void avro(byte[] bytes) throws MalformedRecordException {
    check(WireFormat.AVRO, avro, bytes);
  }

  @FuzzTest(maxDuration = "10m")
  void json(byte[] bytes) throws MalformedRecordException {
    check(WireFormat.JSON, json, bytes);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "AVRO_CONFLUENT")
  void madeInputsAreDecodedOrRefused(WireFormat format) throws Exception {
    Random random = new Random(17);
    List<byte[]> kept = kept(format);
    RecordDecoder<Reading> decoder = ReadingCodec.decoder(format);
    int readings = 0;
    for (int i = 0; i < MADE; i++) {
      byte[] one = kept.get(random.nextInt(kept.size()));
      byte[] other = kept.get(random.nextInt(kept.size()));
      readings += check(format, decoder, FuzzBytes.made(one, other, random)) ? 1 : 0;
    }
    // Otherwise only the outermost checks would have been tried.
    assertThat(readings).isBetween(MADE / 100, MADE * 99 / 100);
  }

  private static List<byte[]> kept(WireFormat format) throws IOException {
    List<byte[]> kept = new ArrayList<>();
    for (String name : List.of("reading", "missing", "covariates")) {
      String path =
          "ReadingFuzzTestInputs/" + (format == WireFormat.AVRO ? "avro/" : "json/") + name;
      try (InputStream in = ReadingFuzzTest.class.getResourceAsStream(path)) {
        assertThat(in).as(path).isNotNull();
        if (in != null) {
          kept.add(in.readAllBytes());
        }
      }
    }
    return kept;
  }

  /** Whether the bytes are a reading. */
  private static boolean check(WireFormat format, RecordDecoder<Reading> decoder, byte[] bytes)
      throws MalformedRecordException {
    Reading reading;
    try {
      reading = decoder.decode(bytes);
    } catch (MalformedRecordException e) {
      assertThat(e.reason()).isNotNull();
      assertThat(e.getMessage()).isNotBlank();
      return false;
    }
    byte[] series = reading.series().getBytes(StandardCharsets.UTF_8);
    assertThat(series).hasSizeBetween(1, FieldChecks.LONGEST_SERIES_BYTES);
    assertThat(new String(series, StandardCharsets.UTF_8)).isEqualTo(reading.series());
    assertThat(reading.time()).isBetween(0L, FieldChecks.LATEST_TIME);
    assertThat(Float.isInfinite(reading.value())).isFalse();
    for (float covariate : reading.covariates()) {
      assertThat(Float.isInfinite(covariate)).isFalse();
    }
    byte[] again = ReadingCodec.encoder(format).encode(reading);
    Reading read = ReadingCodec.decoder(format).decode(again);
    assertThat(read.series()).isEqualTo(reading.series());
    assertThat(read.time()).isEqualTo(reading.time());
    assertThat(Float.compare(read.value(), reading.value())).isZero();
    assertThat(Arrays.equals(read.covariates(), reading.covariates())).isTrue();
    return true;
  }
}
