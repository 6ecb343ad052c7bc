package io.foreflow.cli.flink;

import io.foreflow.cli.process.CommandFailure;
import java.net.BindException;
import org.apache.flink.util.ExceptionUtils;

/** The failure for a Flink web page without a free port. */
final class WebPorts {

  /** Flink throws the same BindException for a port that is taken, and its text alone for many. */
  private static final String NONE_FREE = "Could not start rest endpoint on any port";

  private WebPorts() {}

  /** Whether the runtime did not start because no port of the range was free. */
  static boolean areTaken(Throwable failure) {
    return ExceptionUtils.findThrowable(
            failure,
            cause ->
                cause instanceof BindException
                    || String.valueOf(cause.getMessage()).contains(NONE_FREE))
        .isPresent();
  }

  /**
   * The failure for a person.
   *
   * @param ports a port, or a range of them
   */
  static CommandFailure failure(String ports, Exception cause) {
    boolean one = !ports.contains("-");
    return CommandFailure.failed(
        ("--web-port: %s %s taken on this machine. Another foreflow run, a demo or a Flink cluster may"
                + " hold it: %s tells. End that one, give another port, or leave --web-port out for"
                + " the first free port from 8081 on.")
            .formatted(
                one ? "port" : "the ports " + ports,
                one ? ports + " is" : "are all",
                one
                    ? "'ss -ltnp sport = :" + ports + "' or 'lsof -i :" + ports + "'"
                    : "'ss -ltnp'"),
        cause);
  }
}
