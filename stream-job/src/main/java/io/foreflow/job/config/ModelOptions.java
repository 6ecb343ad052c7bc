package io.foreflow.job.config;

import java.nio.file.Path;
import java.util.List;

/** What steps the series. */
public final class ModelOptions {

  public static final Option<Path> MODEL_URI =
      Option.required(
          "model.uri",
          ValueType.file(),
          "The model file, readable at this place on every TaskManager.");

  public static final Option<String> MODEL_SHA256 =
      Option.optional(
          "model.sha256",
          ValueType.sha256(),
          "What the model file must hash to. A file that does not is refused.");

  static final OptionGroup GROUP = new OptionGroup("Models", List.of(MODEL_URI, MODEL_SHA256));

  private ModelOptions() {}
}
