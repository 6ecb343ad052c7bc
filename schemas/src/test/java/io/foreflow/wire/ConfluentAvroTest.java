package io.foreflow.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

/** Bytes as Confluent's serializers write them, by schemas of many writers. */
class ConfluentAvroTest {
  private static final Schema CURRENT = ReadingCodec.versions().current();

  private final Map<Integer, Schema> registry = new HashMap<>();
  private final List<Integer> asked = new ArrayList<>();
  private long nanos;
  private boolean away;
  private final RecordDecoder<Reading> decoder =
      ConfluentAvro.decoder(CURRENT, ReadingAvro::read, this::find, () -> nanos);

  private Schema find(int id) throws MalformedRecordException {
    asked.add(id);
    if (away) {
      throw new IllegalStateException("no registry");
    }
    Schema schema = registry.get(id);
    if (schema == null) {
      throw new MalformedRecordException(RejectionReason.UNKNOWN_SCHEMA, "no schema " + id);
    }
    return schema;
  }

  @Test
  void bytesAreZeroTheIdAndAvroFields() throws Exception {
    byte[] bytes = ReadingCodec.confluentEncoder(0x01020304).encode(Samples.READING);

    assertThat(bytes).startsWith(0, 1, 2, 3, 4);
    GenericRecord read =
        new GenericDatumReader<GenericRecord>(CURRENT)
            .read(null, DecoderFactory.get().binaryDecoder(bytes, 5, bytes.length - 5, null));
    assertThat(read.get("series")).hasToString(Samples.READING.series());
    assertThat(read.get("time")).isEqualTo(Samples.READING.time());
    registry.put(0x01020304, CURRENT);
    assertThat(decoder.decode(bytes)).isEqualTo(Samples.READING);
  }

  @Test
  void forecastsGoOutAndComeBack() throws Exception {
    byte[] bytes = ForecastCodec.confluentEncoder(9).encode(Samples.FORECAST);
    RecordDecoder<Forecast> forecasts =
        ForecastCodec.confluentDecoder(id -> ForecastCodec.versions().current());
    assertThat(forecasts.decode(bytes)).isEqualTo(Samples.FORECAST);
  }

  @Test
  void scoresGoOutAndComeBack() throws Exception {
    byte[] bytes = ForecastScoreCodec.confluentEncoder(9).encode(Samples.SCORE);
    RecordDecoder<ForecastScore> scores =
        ForecastScoreCodec.confluentDecoder(id -> ForecastScoreCodec.versions().current());
    assertThat(scores.decode(bytes)).isEqualTo(Samples.SCORE);
  }

  @Test
  void fieldsThatAWriterAddsAreIgnored() throws Exception {
    registry.put(1, CURRENT);
    Schema more = EvolutionTest.next("Reading");
    registry.put(2, more);
    byte[] before = ReadingCodec.confluentEncoder(1).encode(Samples.READING);
    byte[] after = bytes(2, more, record -> record.put("quality", "good"));

    for (int round = 0; round < 3; round++) {
      assertThat(decoder.decode(before)).isEqualTo(Samples.READING);
      assertThat(decoder.decode(after)).isEqualTo(new Reading("a", 5, 1.5f));
    }
    assertThat(asked).as("each id once").containsExactly(1, 2);
  }

  @Test
  void recordsOfAnyNameAreReadByField() throws Exception {
    Schema theirs =
        SchemaBuilder.record("Temperature")
            .namespace("com.acme")
            .fields()
            .requiredFloat("value")
            .requiredString("site")
            .requiredLong("time")
            .requiredString("series")
            .endRecord();
    registry.put(3, theirs);

    assertThat(
            decoder.decode(
                bytes(
                    3,
                    theirs,
                    record -> {
                      record.put("site", "north");
                      record.put("value", 2.5f);
                    })))
        .isEqualTo(new Reading("a", 5, 2.5f));
  }

  @Test
  void aSchemaWithoutARequiredFieldIsRefused() {
    Schema theirs = SchemaBuilder.record("Reading").fields().requiredLong("time").endRecord();
    registry.put(4, theirs);

    refused(bytes(4, theirs, record -> {}), RejectionReason.INCOMPATIBLE_SCHEMA)
        .hasMessageContainingAll("schema 4", "Reading", "series");
  }

  @Test
  void aSchemaWithAWrongTypeIsRefused() {
    Schema theirs =
        SchemaBuilder.record("Reading")
            .fields()
            .requiredString("series")
            .requiredString("time")
            .endRecord();
    registry.put(5, theirs);

    refused(
            bytes(5, theirs, record -> record.put("time", "noon")),
            RejectionReason.INCOMPATIBLE_SCHEMA)
        .hasMessageContainingAll("schema 5", "LONG", "STRING");
    registry.put(6, Schema.create(Schema.Type.STRING));
    refused(new byte[] {0, 0, 0, 0, 6, 2, 'a'}, RejectionReason.INCOMPATIBLE_SCHEMA);
  }

  @Test
  void anUnknownIdIsLookedUpAgainLater() throws Exception {
    byte[] bytes = ReadingCodec.confluentEncoder(8).encode(Samples.READING);
    refused(bytes, RejectionReason.UNKNOWN_SCHEMA);
    refused(bytes, RejectionReason.UNKNOWN_SCHEMA);
    assertThat(asked).containsExactly(8);

    registry.put(8, CURRENT);
    nanos += ConfluentAvro.REFUSED_FOR.toNanos();
    assertThat(decoder.decode(bytes)).isEqualTo(Samples.READING);
  }

  @Test
  void anOutageRefusesNoRecord() throws Exception {
    byte[] bytes = ReadingCodec.confluentEncoder(1).encode(Samples.READING);
    registry.put(1, CURRENT);
    away = true;
    assertThatThrownBy(() -> decoder.decode(bytes)).hasMessage("no registry");

    away = false;
    assertThat(decoder.decode(bytes)).as("asked again at once").isEqualTo(Samples.READING);
    away = true;
    assertThat(decoder.decode(bytes)).as("known by now").isEqualTo(Samples.READING);
  }

  @Test
  void aTruncatedRecordDoesNotDisturbTheNext() throws Exception {
    Schema more = EvolutionTest.next("Reading");
    registry.put(2, more);
    byte[] whole = bytes(2, more, record -> record.put("quality", "good"));
    for (int length = 0; length < whole.length; length++) {
      refused(Arrays.copyOf(whole, length), RejectionReason.UNDECODABLE);
      assertThat(decoder.decode(whole)).isEqualTo(new Reading("a", 5, 1.5f));
    }
  }

  @Test
  void bytesOfOtherFormatsAreRefused() {
    refused(new byte[] {'{', '}', ' ', ' ', ' '}, RejectionReason.UNDECODABLE)
        .hasMessageContainingAll("beginning with 7b", "Confluent's wire format");
  }

  @Test
  void aDecoderWithoutARegistryIsRefused() {
    assertThatThrownBy(() -> ReadingCodec.decoder(WireFormat.AVRO_CONFLUENT))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("needs a schema registry");
  }

  private AbstractThrowableAssert<?, ? extends Throwable> refused(
      byte[] bytes, RejectionReason reason) {
    return assertThatThrownBy(() -> decoder.decode(bytes))
        .isInstanceOfSatisfying(
            MalformedRecordException.class, e -> assertThat(e.reason()).isEqualTo(reason));
  }

  /** A record by a writer's schema, of series a at time 5 with value 1.5 unless said otherwise. */
  private static byte[] bytes(int id, Schema schema, Consumer<GenericRecord> rest) {
    GenericRecord record = new GenericData.Record(schema);
    Map.of("series", "a", "time", 5L, "value", 1.5, "covariates", List.of())
        .forEach(
            (field, value) -> {
              if (schema.getField(field) != null) {
                record.put(field, value);
              }
            });
    rest.accept(record);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      out.write(ByteBuffer.allocate(5).put((byte) 0).putInt(id).array());
      BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
      new GenericDatumWriter<GenericRecord>(schema).write(record, encoder);
      encoder.flush();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }
}
