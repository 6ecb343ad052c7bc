package io.foreflow.flink;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Asks a question again and again until the answer is the one wanted. */
public final class Polling {
  private static final Duration DEADLINE = Duration.ofMinutes(5);
  private static final Duration PAUSE = Duration.ofMillis(20);

  private Polling() {}

  /**
   * Returns the first answer that is wanted. An {@link IOException} counts as an answer that is not
   * wanted.
   *
   * @param what the thing that is waited for, for the message of a failure
   * @param processes those that have to live until then
   * @throws IllegalStateException if a process ends before, or no wanted answer comes in time
   */
  public static <T> T await(
      String what, Callable<T> question, Predicate<T> wanted, JavaProcess... processes)
      throws Exception {
    long deadline = System.nanoTime() + DEADLINE.toNanos();
    while (true) {
      Object found;
      try {
        T answer = question.call();
        if (wanted.test(answer)) {
          return answer;
        }
        found = answer;
      } catch (IOException e) {
        found = e;
      }
      for (JavaProcess process : processes) {
        process.requireAlive();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "no %s within %s; last seen: %s".formatted(what, DEADLINE, found) + logs(processes));
      }
      Thread.sleep(PAUSE.toMillis());
    }
  }

  private static String logs(JavaProcess... processes) {
    StringBuilder logs = new StringBuilder();
    for (JavaProcess process : processes) {
      logs.append("%nThe log of process %d ends with:%n".formatted(process.pid()))
          .append(process.logEnd());
    }
    return logs.toString();
  }
}
