package io.foreflow.wire;

import java.io.IOException;
import org.apache.avro.AvroTypeException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;

/** The fields of a {@link Reading} in Avro. */
final class ReadingAvro {
  private static final int NULL_BRANCH = 0;
  private static final int DOUBLE_BRANCH = 1;

  private ReadingAvro() {}

  static Reading read(Decoder in, Schema.Field[] order)
      throws IOException, MalformedRecordException {
    String series = "";
    long time = 0;
    float value = Float.NaN;
    float[] covariates = Reading.NO_COVARIATES;
    for (Schema.Field field : order) {
      switch (field.name()) {
        case "series" -> series = FieldChecks.series(in.readString());
        case "time" -> time = FieldChecks.time("time", in.readLong());
        case "value" -> value = value(in);
        case "covariates" -> covariates = covariates(in);
        default -> throw new IllegalStateException("the schema has a field without code: " + field);
      }
    }
    return new Reading(series, time, value, covariates);
  }

  private static float value(Decoder in) throws IOException, MalformedRecordException {
    int branch = in.readIndex();
    return switch (branch) {
      case NULL_BRANCH -> {
        in.readNull();
        yield Float.NaN;
      }
      case DOUBLE_BRANCH -> FieldChecks.narrow("value", in.readDouble());
      default ->
          throw new AvroTypeException("found branch " + branch + " of value, allowed: 0 or 1");
    };
  }

  private static float[] covariates(Decoder in) throws IOException, MalformedRecordException {
    double[] wide = AvroArrays.doubles(in);
    if (wide.length == 0) {
      return Reading.NO_COVARIATES;
    }
    float[] covariates = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      covariates[i] = FieldChecks.narrow("covariates", wide[i]);
    }
    return covariates;
  }

  static void write(Reading reading, AvroOutput out) {
    out.writeString(reading.series());
    out.writeLong(reading.time());
    if (Float.isNaN(reading.value())) {
      out.writeLong(NULL_BRANCH);
    } else {
      out.writeLong(DOUBLE_BRANCH);
      out.writeDouble(reading.value());
    }
    out.writeArrayStart(reading.covariates().length);
    for (float covariate : reading.covariates()) {
      out.writeDouble(covariate);
    }
    out.writeArrayEnd();
  }
}
