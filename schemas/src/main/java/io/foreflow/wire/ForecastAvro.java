package io.foreflow.wire;

import java.io.IOException;
import java.util.List;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;

/** The fields of a {@link Forecast} in Avro. */
final class ForecastAvro {
  private ForecastAvro() {}

  static Forecast read(Decoder in, Schema.Field[] order)
      throws IOException, MalformedRecordException {
    ForecastDraft draft = new ForecastDraft();
    for (Schema.Field field : order) {
      switch (field.name()) {
        case "series" -> draft.series = FieldChecks.series(in.readString());
        case "cutoff" -> draft.cutoff = FieldChecks.time("cutoff", in.readLong());
        case "issuedAt" -> draft.issuedAt = FieldChecks.time("issuedAt", in.readLong());
        case "model" -> draft.model = FieldChecks.notBlank("model", in.readString());
        case "modelVersion" ->
            draft.modelVersion = FieldChecks.notBlank("modelVersion", in.readString());
        case "cadenceMillis" -> draft.cadenceMillis = in.readLong();
        case "status" -> draft.status = status(in.readEnum());
        case "levels" -> draft.levels = AvroArrays.doubles(in);
        case "quantiles" -> readRows(in, draft.rows);
        case "classes" -> draft.classes = AvroArrays.strings(in);
        case "calibrated" -> draft.calibrated = in.readBoolean();
        case "rawQuantiles" -> readRows(in, draft.rawRows);
        case "stepTimes" -> draft.stepTimes = AvroArrays.longs(in);
        default -> throw new IllegalStateException("the schema has a field without code: " + field);
      }
    }
    return draft.finish();
  }

  private static Forecast.Status status(int symbol) {
    return switch (symbol) {
      case 0 -> Forecast.Status.WARMING;
      case 1 -> Forecast.Status.READY;
      default ->
          throw new AvroTypeException("found symbol " + symbol + " of status, allowed: 0 or 1");
    };
  }

  private static void readRows(Decoder in, List<float[]> rows) throws IOException {
    for (long more = in.readArrayStart(); more > 0; more = in.arrayNext()) {
      for (long row = 0; row < more; row++) {
        rows.add(AvroArrays.floats(in));
      }
    }
  }

  static void write(Forecast forecast, AvroOutput out) {
    writeWithoutTimes(forecast, out);
    out.writeArrayStart(forecast.stepTimes().length);
    for (long time : forecast.stepTimes()) {
      out.writeLong(time);
    }
    out.writeArrayEnd();
  }

  /** Writes a forecast that has no step times, in the schema of before there were any. */
  static void writeWithoutTimes(Forecast forecast, AvroOutput out) {
    out.writeString(forecast.series());
    out.writeLong(forecast.cutoff());
    out.writeLong(forecast.issuedAt());
    out.writeString(forecast.model());
    out.writeString(forecast.modelVersion());
    out.writeLong(forecast.cadenceMillis());
    out.writeLong(forecast.status() == Forecast.Status.READY ? 1 : 0);
    out.writeArrayStart(forecast.levels().length);
    for (double level : forecast.levels()) {
      out.writeDouble(level);
    }
    out.writeArrayEnd();
    writeRows(forecast.quantiles(), forecast.horizon(), out);
    out.writeArrayStart(forecast.classes().size());
    for (String one : forecast.classes()) {
      out.writeString(one);
    }
    out.writeArrayEnd();
    out.writeBoolean(forecast.calibrated());
    writeRows(forecast.rawQuantiles(), forecast.horizon(), out);
  }

  private static void writeRows(float[] values, int horizon, AvroOutput out) {
    out.writeArrayStart(values.length / horizon);
    for (int from = 0; from < values.length; from += horizon) {
      out.writeFloats(values, from, horizon);
    }
    out.writeArrayEnd();
  }
}
