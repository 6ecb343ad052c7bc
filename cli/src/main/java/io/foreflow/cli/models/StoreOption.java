package io.foreflow.cli.models;

import io.foreflow.cli.process.CommandFailure;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The store that a command works on, and what becomes of its refusals. */
final class StoreOption {
  private static final String VARIABLE = "FOREFLOW_STORE";

  @Option(
      names = "--store",
      paramLabel = "PLACE",
      description =
          "The model store: a folder, or s3://BUCKET/FOLDER. Default: the environment variable"
              + " FOREFLOW_STORE.")
  private Optional<String> store;

  /** Does work with the store. What the store refuses becomes a failure of the command. */
  <T> T run(StoreAccess.Work<T> work) {
    return StoreAccess.run(place(), work);
  }

  private String place() {
    return store
        .or(() -> Optional.ofNullable(System.getenv(VARIABLE)).filter(text -> !text.isBlank()))
        .orElseThrow(
            () ->
                CommandFailure.usage(
                    "no store is given: set --store PLACE or the environment variable "
                        + VARIABLE));
  }
}
