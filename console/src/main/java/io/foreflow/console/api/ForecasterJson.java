package io.foreflow.console.api;

import com.fasterxml.jackson.core.JsonGenerator;
import io.foreflow.console.memory.Forecaster;
import java.io.IOException;

/** What makes forecasts, as fields of an object. */
final class ForecasterJson {

  private ForecasterJson() {}

  static void write(JsonGenerator out, Forecaster forecaster) throws IOException {
    out.writeStringField("model", forecaster.model().model());
    out.writeStringField("version", forecaster.model().version());
    out.writeBooleanField("shadow", forecaster.shadow());
  }
}
