package io.foreflow.job.order;

import io.foreflow.job.arrival.AcceptedReading;
import io.foreflow.job.arrival.RawRecord;
import io.foreflow.series.ExactMean;
import io.foreflow.series.LastOfSlot;
import io.foreflow.series.MeanOfSlot;
import io.foreflow.series.OhlcOfSlot;
import io.foreflow.series.SingleReading;
import io.foreflow.series.SlotContent;
import io.foreflow.wire.Reading;
import java.io.IOException;
import java.math.BigInteger;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;

/**
 * Encoder and decoder of the content of held entries. These bytes are in savepoints: they may
 * change only with a new {@link HeldReadings#VERSION} or a new kind. Not thread-safe.
 */
final class HeldCodec {
  static final byte READING = 0;
  static final byte LAST = 1;
  static final byte MEAN = 2;
  static final byte OHLC = 3;

  private static final int FIRST_BYTES = 256;

  private final DataOutputSerializer out = new DataOutputSerializer(FIRST_BYTES);
  private final DataInputDeserializer in = new DataInputDeserializer();

  static byte kind(SlotContent<AcceptedReading> held) {
    if (held instanceof SingleReading) {
      return READING;
    }
    return held instanceof LastOfSlot ? LAST : held instanceof MeanOfSlot ? MEAN : OHLC;
  }

  /** Adds an entry to the held readings. */
  void add(HeldReadings readings, long due, SlotContent<AcceptedReading> held) throws IOException {
    out.clear();
    if (held instanceof MeanOfSlot<AcceptedReading> mean) {
      writeReading(mean.latest());
      for (ExactMean each : mean.means()) {
        byte[] units = each.units().toByteArray();
        out.writeByte(units.length);
        out.write(units);
        out.writeInt(each.count());
      }
    } else if (held instanceof OhlcOfSlot<AcceptedReading> ohlc) {
      writeReading(ohlc.latest());
      out.writeLong(ohlc.openTime());
      out.writeFloat(ohlc.open());
      out.writeFloat(ohlc.high());
      out.writeFloat(ohlc.low());
      out.writeLong(ohlc.closeTime());
      out.writeFloat(ohlc.close());
    } else {
      writeReading(held.latest());
    }
    readings.add(due, kind(held), out.getSharedBuffer(), out.length());
  }

  private void writeReading(AcceptedReading accepted) throws IOException {
    Reading reading = accepted.reading();
    out.writeLong(reading.time());
    out.writeFloat(reading.value());
    out.writeInt(reading.covariates().length);
    for (float covariate : reading.covariates()) {
      out.writeFloat(covariate);
    }
    HeldRecords.write(reading.series(), accepted.raw(), out);
  }

  /** Reads the entry of a series that begins at {@code entry}. */
  SlotContent<AcceptedReading> read(String series, HeldReadings readings, int entry)
      throws IOException {
    in.setBuffer(readings.bytes(), readings.contentStart(entry), readings.contentLength(entry));
    AcceptedReading reading = readReading(series);
    byte kind = readings.kind(entry);
    return switch (kind) {
      case READING -> new SingleReading<>(reading);
      case LAST -> new LastOfSlot<>(reading);
      case MEAN -> new MeanOfSlot<>(reading, readMeans(1 + reading.reading().covariates().length));
      case OHLC ->
          new OhlcOfSlot<>(
              reading,
              in.readLong(),
              in.readFloat(),
              in.readFloat(),
              in.readFloat(),
              in.readLong(),
              in.readFloat());
      default -> throw new IOException("Found held readings of the unknown kind " + kind);
    };
  }

  private AcceptedReading readReading(String series) throws IOException {
    long time = in.readLong();
    float value = in.readFloat();
    int length = in.readInt();
    float[] covariates = length == 0 ? Reading.NO_COVARIATES : new float[length];
    for (int i = 0; i < length; i++) {
      covariates[i] = in.readFloat();
    }
    RawRecord raw = HeldRecords.read(series, in);
    return new AcceptedReading(new Reading(series, time, value, covariates), raw);
  }

  private ExactMean[] readMeans(int count) throws IOException {
    ExactMean[] means = new ExactMean[count];
    for (int i = 0; i < count; i++) {
      byte[] units = new byte[in.readByte()];
      in.readFully(units);
      means[i] = new ExactMean(new BigInteger(units), in.readInt());
    }
    return means;
  }
}
