package io.foreflow.job.exchange;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.wire.Reading;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Serializer of readings with their raw records. A series whose name is also the record key, as it
 * should be, is written once.
 */
final class AcceptedReadingSerializer extends ExchangeSerializer<AcceptedReading> {
  private static final long serialVersionUID = 1;

  static final AcceptedReadingSerializer INSTANCE = new AcceptedReadingSerializer();

  private AcceptedReadingSerializer() {}

  @Override
  public AcceptedReading createInstance() {
    return new AcceptedReading(new Reading("", 0, Float.NaN), RawRecordBytes.EMPTY);
  }

  @Override
  public void serialize(AcceptedReading accepted, DataOutputView out) throws IOException {
    Reading reading = accepted.reading();
    RawRecord raw = accepted.raw();
    RawRecordBytes.write(raw, out);
    byte[] series = reading.series().getBytes(StandardCharsets.UTF_8);
    boolean keyIsSeries = Arrays.equals(series, raw.key());
    out.writeBoolean(keyIsSeries);
    if (!keyIsSeries) {
      LengthPrefixed.write(series, out);
    }
    out.writeLong(reading.time());
    out.writeFloat(reading.value());
    LengthPrefixed.writeFloats(reading.covariates(), out);
  }

  @Override
  public AcceptedReading deserialize(DataInputView in) throws IOException {
    RawRecord raw = RawRecordBytes.read(in);
    byte[] key = raw.key();
    String series =
        in.readBoolean() && key != null
            ? new String(key, StandardCharsets.UTF_8)
            : LengthPrefixed.readText(in);
    Reading reading =
        new Reading(
            series,
            in.readLong(),
            in.readFloat(),
            LengthPrefixed.readFloats(Reading.NO_COVARIATES, in));
    return new AcceptedReading(reading, raw);
  }
}
