package io.foreflow.wire;

import java.io.IOException;
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
        case "quantiles" -> readRows(in, draft);
        case "classes" -> draft.classes = AvroArrays.strings(in);
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

  private static void readRows(Decoder in, ForecastDraft draft) throws IOException {
    for (long more = in.readArrayStart(); more > 0; more = in.arrayNext()) {
      for (long row = 0; row < more; row++) {
        draft.rows.add(AvroArrays.floats(in));
      }
    }
  }

  static void write(Forecast forecast, AvroOutput out) {
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
    int horizon = forecast.horizon();
    out.writeArrayStart(forecast.rows());
    for (int row = 0; row < forecast.rows(); row++) {
      out.writeFloats(forecast.quantiles(), row * horizon, horizon);
    }
    out.writeArrayEnd();
    out.writeArrayStart(forecast.classes().size());
    for (String one : forecast.classes()) {
      out.writeString(one);
    }
    out.writeArrayEnd();
  }
}
