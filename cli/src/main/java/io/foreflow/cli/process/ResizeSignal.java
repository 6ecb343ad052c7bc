package io.foreflow.cli.process;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** A flag that the terminal sets when its window gets another size. */
public final class ResizeSignal implements AutoCloseable {

  private final AtomicBoolean came = new AtomicBoolean();
  private final Optional<SignalHandler> caught;

  private ResizeSignal() {
    caught = SignalHandler.onEach("WINCH", () -> came.set(true));
  }

  /** Listens until it is closed. */
  public static ResizeSignal install() {
    return new ResizeSignal();
  }

  /** Whether the window changed since the last call. */
  public boolean take() {
    return came.getAndSet(false);
  }

  @Override
  public void close() {
    caught.ifPresent(SignalHandler::release);
  }
}
