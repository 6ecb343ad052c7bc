package io.foreflow.topic;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;

/** Reports when no broker of a cluster answers any more, and when one answers again. */
public final class BrokerWatch implements AutoCloseable {

  private final String servers;
  private final Admin admin;
  private final Duration patience;
  private final InstantSource clock;
  private final BiConsumer<Instant, String> out;
  private @Nullable Instant goneSince;

  /**
   * @param patience how long a broker may take to answer
   * @param out takes the time and what happened
   */
  public BrokerWatch(
      KafkaConnection connection,
      Duration patience,
      InstantSource clock,
      BiConsumer<Instant, String> out) {
    Properties settings = connection.admin();
    settings.put(CommonClientConfigs.CLIENT_ID_CONFIG, "foreflow-watch");
    this.servers = connection.bootstrapServers();
    this.admin = Admin.create(settings);
    this.patience = patience;
    this.clock = clock;
    this.out = out;
  }

  /** Asks the brokers once. */
  public void look() throws InterruptedException {
    Instant asked = clock.instant();
    boolean answers = answers();
    if (!answers && goneSince == null) {
      goneSince = asked;
      out.accept(
          asked, "No Kafka broker answers at " + servers + ". The job waits until one does.");
    } else if (answers && goneSince != null) {
      Instant now = clock.instant();
      out.accept(
          now,
          "Kafka answers again, after %d s."
              .formatted(Duration.between(goneSince, now).toSeconds()));
      goneSince = null;
    }
  }

  private boolean answers() throws InterruptedException {
    int millis = Math.toIntExact(patience.toMillis());
    try {
      return !admin
          .describeCluster(new DescribeClusterOptions().timeoutMs(millis))
          .nodes()
          .get(2L * millis, TimeUnit.MILLISECONDS)
          .isEmpty();
    } catch (ExecutionException e) {
      // A broker that says no is there.
      return e.getCause() instanceof ApiException refusal
          && !(refusal instanceof RetriableException);
    } catch (TimeoutException e) {
      return false;
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
