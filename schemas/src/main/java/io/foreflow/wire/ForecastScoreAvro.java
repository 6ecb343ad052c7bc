package io.foreflow.wire;

import java.io.IOException;
import org.apache.avro.Schema;
import org.apache.avro.io.Decoder;
import org.apache.avro.io.ResolvingDecoder;

/** The fields of a {@link ForecastScore} in Avro. */
final class ForecastScoreAvro {
  private ForecastScoreAvro() {}

  static ForecastScore read(Decoder in, Schema.Field[] order)
      throws IOException, MalformedRecordException {
    ForecastScoreDraft draft = new ForecastScoreDraft();
    for (Schema.Field field : order) {
      switch (field.name()) {
        case "series" -> draft.series = FieldChecks.series(in.readString());
        case "model" -> draft.model = FieldChecks.notBlank("model", in.readString());
        case "modelVersion" ->
            draft.modelVersion = FieldChecks.notBlank("modelVersion", in.readString());
        case "from" -> draft.from = FieldChecks.time("from", in.readLong());
        case "to" -> draft.to = FieldChecks.time("to", in.readLong());
        case "cadenceMillis" -> draft.cadenceMillis = in.readLong();
        case "lowestLevel" -> draft.lowestLevel = in.readDouble();
        case "highestLevel" -> draft.highestLevel = in.readDouble();
        case "scale" -> draft.scale = in.readFloat();
        case "steps" -> readSteps(in, field.schema().getElementType(), draft);
        default -> throw new IllegalStateException("the schema has a field without code: " + field);
      }
    }
    return draft.finish();
  }

  private static void readSteps(Decoder in, Schema schema, ForecastScoreDraft draft)
      throws IOException, MalformedRecordException {
    for (long more = in.readArrayStart(); more > 0; more = in.arrayNext()) {
      for (long step = 0; step < more; step++) {
        draft.steps.add(readStep(in, schema));
      }
    }
  }

  private static StepScore readStep(Decoder in, Schema schema)
      throws IOException, MalformedRecordException {
    StepScoreDraft step = new StepScoreDraft();
    Schema.Field[] order =
        in instanceof ResolvingDecoder resolving
            ? resolving.readFieldOrder()
            : schema.getFields().toArray(Schema.Field[]::new);
    for (Schema.Field field : order) {
      boolean isInt = field.schema().getType() == Schema.Type.INT;
      step.set(field.name(), isInt ? in.readInt() : in.readLong());
    }
    return step.finish();
  }

  static void write(ForecastScore score, AvroOutput out) {
    out.writeString(score.series());
    out.writeString(score.model());
    out.writeString(score.modelVersion());
    out.writeLong(score.from());
    out.writeLong(score.to());
    out.writeLong(score.cadenceMillis());
    out.writeDouble(score.lowestLevel());
    out.writeDouble(score.highestLevel());
    out.writeFloat(score.scale());
    out.writeArrayStart(score.steps().size());
    for (StepScore step : score.steps()) {
      for (long value : StepScoreDraft.valuesOf(step)) {
        out.writeLong(value);
      }
    }
    out.writeArrayEnd();
  }
}
