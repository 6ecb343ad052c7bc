package io.foreflow.benchmarks.job;

import io.foreflow.flink.JavaProcess;
import io.foreflow.flink.Polling;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** A Kafka broker in its own process, and the requests of benchmarks to it. */
public final class Broker implements AutoCloseable {
  /**
   * Partitions of each topic. A task then reads and writes several of them, as in most deployments.
   */
  public static final int PARTITIONS = 4;

  private final JavaProcess process;
  private final String address;
  private final Admin admin;

  private Broker(JavaProcess process, String address) {
    this.process = process;
    this.address = address;
    this.admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, address));
  }

  /** Starts a broker with its data and its log in a folder. */
  public static Broker start(Path folder) throws Exception {
    Path log = Files.createDirectories(folder).resolve("broker.log");
    JavaProcess process =
        JavaProcess.start(
            log,
            JavaProcess.ownClassPath(),
            Map.of(),
            List.of("-Xms1g", "-Xmx1g", "-Dforeflow.log=" + folder.resolve("server.log")),
            BrokerMain.class.getName(),
            List.of(folder.resolve("data").toString()));
    try {
      String line =
          Polling.await(
              "Kafka broker",
              () -> {
                try (var lines = Files.lines(log)) {
                  return lines
                      .filter(each -> each.startsWith(BrokerMain.LISTENS))
                      .findFirst()
                      .orElse("");
                }
              },
              found -> !found.isEmpty(),
              process);
      return new Broker(process, line.substring(BrokerMain.LISTENS.length()));
    } catch (Exception e) {
      process.close();
      throw e;
    }
  }

  /** The value of {@code bootstrap.servers} for clients. */
  public String address() {
    return address;
  }

  /** Creates topics, and waits until the broker that leads them knows them too. */
  public void createTopics(Collection<String> names, Map<String, String> settings)
      throws Exception {
    List<NewTopic> topics =
        names.stream()
            .map(name -> new NewTopic(name, PARTITIONS, (short) 1).configs(settings))
            .toList();
    answer(admin.createTopics(topics).all());
    for (String name : names) {
      long unused = Polling.await("topic " + name, () -> committed(name), offsets -> true, process);
    }
  }

  void deleteTopics(Collection<String> names) throws IOException {
    answer(admin.deleteTopics(names).all());
  }

  /**
   * The number of committed records of a topic. Each transaction counts as one more in each
   * partition that it wrote to.
   */
  long committed(String topic) throws IOException {
    Map<TopicPartition, OffsetSpec> latest =
        IntStream.range(0, PARTITIONS)
            .mapToObj(partition -> new TopicPartition(topic, partition))
            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
    return answer(
            admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all())
        .values()
        .stream()
        .mapToLong(ListOffsetsResultInfo::offset)
        .sum();
  }

  private static <T> T answer(KafkaFuture<T> future) throws IOException {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw new IOException("the broker answers: " + e.getCause(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while the broker was asked", e);
    }
  }

  @Override
  public void close() {
    admin.close();
    process.close();
  }
}
