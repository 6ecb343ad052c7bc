package io.foreflow.cli.models;

import io.foreflow.cli.process.CommandFailure;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoreException;
import io.foreflow.store.StoreLocation;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Work of a command with a store. What the store refuses becomes a failure of the command. */
public final class StoreAccess {

  private StoreAccess() {}

  /** The work of a command with the store. */
  public interface Work<T> {
    T with(ModelStore store) throws IOException;
  }

  /** Does work with the store at a place. */
  public static <T> T run(String place, Work<T> work) {
    try (ModelStore opened = ModelStore.at(StoreLocation.parse(place))) {
      return work.with(opened);
    } catch (StoreException e) {
      throw failure(e);
    } catch (IOException e) {
      throw CommandFailure.failed(
          "the store %s can't be read or written: %s".formatted(place, e.getMessage()), e);
    }
  }

  /** This user and machine, as records name who decides. */
  public static String user() {
    return System.getProperty("user.name") + "@" + machine();
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "unknown";
    }
  }

  static CommandFailure failure(StoreException e) {
    String message = String.valueOf(e.getMessage());
    return switch (e.reason()) {
      case INVALID, NOT_FOUND, NO_CLIENT -> CommandFailure.usage(message);
      case CONFLICT, DAMAGED -> CommandFailure.failed(message);
    };
  }
}
