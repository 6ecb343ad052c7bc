package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No bytes make a decoder throw anything but a refusal, or take more memory than a small multiple
 * of their own.
 */
class HostileBytesTest {
  private static final int MUTATIONS = 20_000;
  private static final long MOST_ALLOCATED = 1 << 20;
  private static final long[] LENGTHS = {
    -1, 0, 1, 1024, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE, Long.MIN_VALUE, -(1L << 31)
  };

  record Target<T>(String name, T sample, RecordEncoder<T> encoder, RecordDecoder<T> decoder) {
    byte[] bytes() {
      return encoder.encode(sample);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Target<?>> targets() {
    Stream<Target<?>> withoutRegistry =
        Stream.of(WireFormat.AVRO, WireFormat.JSON).flatMap(HostileBytesTest::targets);
    return Stream.concat(
        withoutRegistry,
        Stream.of(
            new Target<>(
                "Reading in AVRO_CONFLUENT",
                Samples.READING,
                ReadingCodec.confluentEncoder(7),
                ReadingCodec.confluentDecoder(registry(ReadingCodec.versions()))),
            new Target<>(
                "Forecast in AVRO_CONFLUENT",
                Samples.FORECAST,
                ForecastCodec.confluentEncoder(7),
                ForecastCodec.confluentDecoder(registry(ForecastCodec.versions())))));
  }

  private static WriterSchemas registry(SchemaVersions versions) {
    return id -> {
      if (id != 7) {
        throw new MalformedRecordException(RejectionReason.UNKNOWN_SCHEMA, "no schema " + id);
      }
      return versions.current();
    };
  }

  private static Stream<Target<?>> targets(WireFormat format) {
    return Stream.of(
        new Target<>(
            "Reading in " + format,
            Samples.READING,
            ReadingCodec.encoder(format),
            ReadingCodec.decoder(format)),
        new Target<>(
            "Forecast in " + format,
            Samples.FORECAST,
            ForecastCodec.encoder(format),
            ForecastCodec.decoder(format)),
        new Target<>(
            "ModelAnnouncement in " + format,
            Samples.ANNOUNCEMENT,
            ModelAnnouncementCodec.encoder(format),
            ModelAnnouncementCodec.decoder(format)),
        new Target<>(
            "ForecastScore in " + format,
            Samples.SCORE,
            ForecastScoreCodec.encoder(format),
            ForecastScoreCodec.decoder(format)),
        new Target<>(
            "Anomaly in " + format,
            Samples.ANOMALY,
            AnomalyCodec.encoder(format),
            AnomalyCodec.decoder(format)));
  }

  static Stream<EvolutionTest.Kind<?>> kinds() {
    return EvolutionTest.kinds();
  }

  @ParameterizedTest
  @MethodSource("targets")
  void everyTruncationIsRefused(Target<?> target) {
    for (int length = 0; length < target.bytes().length; length++) {
      byte[] cut = Arrays.copyOf(target.bytes(), length);
      assertThatThrownBy(() -> target.decoder().decode(cut))
          .as("the first %d bytes", length)
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  @ParameterizedTest
  @MethodSource("targets")
  void mutatedBytesAreDecodedOrRefused(Target<?> target) {
    attack(target.bytes(), target.decoder(), new Random(1));
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <T> void mutatedNewerVersionsAreDecodedOrRefused(EvolutionTest.Kind<T> kind) throws Exception {
    attack(EvolutionTest.bytesOfNext(kind), kind.nextDecoder(), new Random(2));
  }

  @ParameterizedTest
  @MethodSource("targets")
  void randomBytesAreRefused(Target<?> target) {
    Random random = new Random(3);
    for (int i = 0; i < MUTATIONS; i++) {
      byte[] bytes = new byte[random.nextInt(64)];
      random.nextBytes(bytes);
      assertThat(isRefused(target.decoder(), bytes)).isTrue();
    }
  }

  @Test
  void aLengthBeyondTheBytesLeftIsRefused() {
    AvroOutput out = new AvroOutput();
    byte[] header =
        Arrays.copyOf(ReadingCodec.encoder(WireFormat.AVRO).encode(Samples.READING), 10);
    out.writeRaw(header);
    out.writeLong(1L << 40);
    out.writeRaw(new byte[20]);
    assertThatThrownBy(() -> ReadingCodec.decoder(WireFormat.AVRO).decode(out.toBytes()))
        .isInstanceOf(MalformedRecordException.class)
        .hasMessageContaining(
            "a length of 1099511627776 bytes at byte 16, allowed: at most the 20 left");
  }

  @Test
  void deepJsonIsRefusedOrSkippedWithoutRecursion() {
    for (String part : List.of("[", "{\"a\":")) {
      String json = "{\"unknown\":" + part.repeat(200_000);
      assertThatThrownBy(
              () ->
                  ReadingCodec.decoder(WireFormat.JSON)
                      .decode(json.getBytes(StandardCharsets.UTF_8)))
          .isInstanceOf(MalformedRecordException.class);
    }
  }

  private static <T> void attack(byte[] sample, RecordDecoder<T> decoder, Random random) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    List<byte[]> mutations = new ArrayList<>();
    for (int i = 0; i < MUTATIONS; i++) {
      mutations.add(mutate(sample, random));
    }
    // The first decodes also load classes and link code, which is no part of a decode.
    mutations.forEach(bytes -> isRefused(decoder, bytes));
    int refused = 0;
    long mostAllocated = 0;
    for (byte[] bytes : mutations) {
      long before = threads.getCurrentThreadAllocatedBytes();
      refused += isRefused(decoder, bytes) ? 1 : 0;
      mostAllocated = Math.max(mostAllocated, threads.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(mostAllocated).as("bytes allocated for one decode").isLessThan(MOST_ALLOCATED);
    assertThat(refused).as("mutations that were refused").isBetween(1, MUTATIONS - 1);
  }

  private static boolean isRefused(RecordDecoder<?> decoder, byte[] bytes) {
    try {
      decoder.decode(bytes);
      return false;
    } catch (MalformedRecordException e) {
      return true;
    } catch (RuntimeException | Error e) {
      throw new AssertionError("the bytes " + Arrays.toString(bytes), e);
    }
  }

  private static byte[] mutate(byte[] sample, Random random) {
    byte[] bytes = sample.clone();
    for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(5)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = splice(bytes, at, new byte[] {(byte) random.nextInt(256)}, at);
        case 3 ->
            bytes =
                splice(bytes, at, new byte[0], Math.min(bytes.length, at + 1 + random.nextInt(8)));
        default -> bytes = splice(bytes, at, varint(random), Math.min(bytes.length, at + 1));
      }
      if (bytes.length == 0) {
        return bytes;
      }
    }
    return bytes;
  }

  private static byte[] varint(Random random) {
    AvroOutput out = new AvroOutput();
    out.writeLong(LENGTHS[random.nextInt(LENGTHS.length)]);
    return out.toBytes();
  }

  private static byte[] splice(byte[] bytes, int from, byte[] middle, int to) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(bytes, 0, from);
    out.writeBytes(middle);
    out.write(bytes, to, bytes.length - to);
    return out.toByteArray();
  }
}
