package io.foreflow.cli.flink;

import java.util.regex.Pattern;
import org.apache.flink.util.FlinkException;

/** Why a job failed, without the wrappers that Flink puts around it. */
public final class RootCause {

  private static final Pattern SNAPSHOTS =
      Pattern.compile("Could not (perform checkpoint|complete snapshot) ");

  private RootCause() {}

  /** The messages from the outside in, on one line, each that says something new. */
  public static String of(Throwable failure) {
    StringBuilder text = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = message(cause);
      if (text.indexOf(message) < 0 && !(isWrapper(cause) && cause.getCause() != null)) {
        text.append(text.isEmpty() ? "" : ": ").append(message);
      }
    }
    return text.toString().replaceAll("\\s*\\R\\s*", " ");
  }

  private static String message(Throwable cause) {
    String message = cause.getMessage();
    return message == null || message.isBlank()
        ? cause.getClass().getSimpleName()
        : message.replaceAll("[\\s.:]+$", "");
  }

  /** Says where in Flink, not what: or repeats its cause, class name and all. */
  private static boolean isWrapper(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof FlinkException
        || SNAPSHOTS.matcher(message(failure)).lookingAt()
        || (cause != null && cause.toString().equals(failure.getMessage()));
  }
}
