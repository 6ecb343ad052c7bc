package io.foreflow.cli.process;

/** The exit codes of every command, documented in docs/reference/commands.md. */
public final class ExitCodes {

  public static final int OK = 0;

  /** The command was tried and failed. */
  public static final int FAILURE = 1;

  /** An option, a configuration or a file makes no sense, and nothing was tried. */
  public static final int USAGE = 2;

  /** A retraining was judged, and the model in use stays. */
  public static final int KEPT = 3;

  /** A promoted model was rolled back, because its live scores were worse. */
  public static final int ROLLED_BACK = 3;

  /** A retraining was refused, or a promoted model was not judged, because the data are too few. */
  public static final int TOO_LITTLE_DATA = 4;

  private ExitCodes() {}
}
