package io.foreflow.cli.models;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoreLocation;
import java.io.IOException;
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

  /** The work of a command with the store. */
  interface Work<T> {
    T with(ModelStore store) throws IOException;
  }

  /** Does work with the store. What the store refuses becomes a failure of the command. */
  <T> T run(Work<T> work) {
    try (ModelStore opened = ModelStore.at(StoreLocation.parse(place()))) {
      return work.with(opened);
    } catch (StoreException e) {
      throw failure(e);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "the store %s can't be read or written: %s".formatted(place(), e.getMessage()), e);
    }
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

  static CommandFailure failure(StoreException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case INVALID, NOT_FOUND, NO_CLIENT -> CommandFailure.usage(message);
      case CONFLICT, DAMAGED -> CommandFailure.failed(message);
    };
  }
}
