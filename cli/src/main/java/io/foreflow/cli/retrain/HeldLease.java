package io.foreflow.cli.retrain;

import io.foreflow.store.StoreLease;
import io.foreflow.store.StoredModel;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * The right to retrain a model, which a thread renews for as long as the retraining runs. If the
 * process dies, the right ends a few minutes later.
 */
final class HeldLease implements AutoCloseable {

  private static final Duration TIME = Duration.ofMinutes(10);

  private final StoreLease lease;
  private final ScheduledExecutorService renewal;

  private HeldLease(StoreLease lease) {
    this.lease = lease;
    this.renewal =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "foreflow-lease");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Takes the right.
   *
   * @throws io.foreflow.store.StoreException if somebody else has it
   */
  static HeldLease of(StoredModel model, String owner) throws IOException {
    HeldLease held = new HeldLease(model.lock(owner, "foreflow retrain", TIME));
    long every = TIME.toMillis() / 4;
    var unused =
        held.renewal.scheduleWithFixedDelay(held::tryToRenew, every, every, TimeUnit.MILLISECONDS);
    return held;
  }

  private void tryToRenew() {
    try {
      require();
    } catch (IOException e) {
      // The next try may succeed. If the right is lost, the retraining finds it before it decides.
    }
  }

  /**
   * Renews the right.
   *
   * @throws io.foreflow.store.StoreException if somebody else has it by now
   */
  synchronized void require() throws IOException {
    lease.renew();
  }

  @Override
  public synchronized void close() throws IOException {
    renewal.shutdownNow();
    lease.close();
  }
}
