package io.foreflow.cli.retrain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foreflow.broker.LocalBroker;
import io.foreflow.cli.process.CommandOutput;
import io.foreflow.cli.process.ExitCodes;
import io.foreflow.store.Alias;
import io.foreflow.store.Decision;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoreLocation;
import io.foreflow.store.StoredModel;
import io.foreflow.store.objects.FolderObjects;
import io.foreflow.store.objects.ObjectStore;
import io.foreflow.topic.BoundedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** Retrainings that die at each of their writes to the store, and are started again. */
class RetrainCrashITCase {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> WRITES = Set.of("create", "replace", "delete");
  private static final int HOURS = 200;
  private static final Duration LEASE = Duration.ofMinutes(10);

  @TempDir private Path folder = Path.of("");
  private final StringWriter told = new StringWriter();

  /** The end of a process: nothing that it does later reaches the store. */
  private static final class Death extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** A clock that only the test moves. */
  private static final class TestClock extends Clock {
    private Instant now = Instant.now();

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void everyCrashComesToTheSameEnd() throws Exception {
    try (LocalBroker broker = LocalBroker.start()) {
      Set<String> steps = new TreeSet<>();
      boolean isDead = true;
      for (int write = 0; isDead; write++) {
        TestClock clock = new TestClock();
        RetrainRun run = run(broker, write, clock);
        isDead = diesAt(run, write, clock);
        if (isDead) {
          String step = step(broker, write);
          steps.add(step);
          startAgain(broker, run, write, clock, step);
        }
      }
      assertThat(steps).contains("nothing", "trained", "stored", "promoted", "announced", "ended");
    }
  }

  /** Whether it came to the write with this number. If not, it ends well. */
  private boolean diesAt(RetrainRun run, int write, Clock clock) {
    int[] left = {write};
    Throwable death = catchThrowable(() -> run(run, dying(store(write), left), write, clock));
    boolean isDead = left[0] < 0;
    assertThat(isDead ? null : death).isNull();
    return isDead;
  }

  private void startAgain(
      LocalBroker broker, RetrainRun run, int write, TestClock clock, String step)
      throws IOException {
    if (!step.equals("nothing")) {
      // The topic goes on.
      RetrainReadings.write(broker, readings(write), HOURS, HOURS + 1);
    }
    if (step.equals("trained")) {
      assertThat(catchThrowable(() -> run(run, new FolderObjects(store(write)), write, clock)))
          .as("the dead one has the lease")
          .hasMessageContaining("works on \"sensors\" (foreflow retrain) until ");
    }
    clock.now = clock.now.plus(LEASE).plusSeconds(1);
    // If only the lease was left, what is started next is another retraining.
    if (!step.equals("ended")) {
      assertThat(run(run, new FolderObjects(store(write)), write, clock))
          .as(told.toString())
          .isEqualTo(ExitCodes.OK);
    }
    assertEnd(broker, write, clock);
    if (!step.equals("nothing")) {
      assertThat(trained()).as("the same model each time").hasSize(1);
    }
  }

  /** How far a retraining was, by what it left. */
  private String step(LocalBroker broker, int write) throws IOException {
    Path model = store(write).resolve("models/sensors");
    List<String> actions = actions(model.resolve("decisions"));
    if (actions.contains(Decision.UNCONFIRMED)) {
      try (Stream<Path> left = Files.list(folder.resolve("work-" + write))) {
        return left.findAny().isEmpty() ? "ended" : "confirmed";
      }
    }
    if (!announced(broker, write).isEmpty()) {
      return "announced";
    }
    if (Files.exists(model.resolve("aliases.json"))) {
      return "promoted";
    }
    if (Files.exists(model.resolve("versions"))) {
      return "stored";
    }
    return Files.exists(folder.resolve("work-" + write)) ? "trained" : "nothing";
  }

  private static List<String> actions(Path decisions) throws IOException {
    List<String> actions = new ArrayList<>();
    if (Files.exists(decisions)) {
      try (Stream<Path> all = Files.walk(decisions)) {
        for (Path one : all.filter(path -> path.endsWith("decision.json")).sorted().toList()) {
          actions.add(JSON.readTree(one.toFile()).path("action").asText());
        }
      }
    }
    return actions;
  }

  /** The versions that were trained since the last call. */
  private Set<String> trained() {
    Set<String> versions = new TreeSet<>();
    Matcher lines = Pattern.compile("Trained version (\\S+) in").matcher(told.toString());
    while (lines.find()) {
      versions.add(lines.group(1));
    }
    told.getBuffer().setLength(0);
    return versions;
  }

  private void assertEnd(LocalBroker broker, int write, Clock clock) throws IOException {
    try (ModelStore opened = open(new FolderObjects(store(write)), write, clock)) {
      StoredModel model = opened.model("sensors");
      String champion = model.aliases().find(Alias.CHAMPION).orElseThrow();
      assertThat(model.versions()).as("the same file each time").hasSize(1);
      assertThat(model.decisions())
          .extracting(Decision::action)
          .containsExactly(Decision.PROMOTED, Decision.UNCONFIRMED);
      assertThat(announced(broker, write)).isNotEmpty().containsOnly(champion);
    }
    try (Stream<Path> left = Files.list(folder.resolve("work-" + write))) {
      assertThat(left).isEmpty();
    }
  }

  private int run(RetrainRun run, ObjectStore objects, int write, Clock clock) throws IOException {
    try (ModelStore opened = open(objects, write, clock)) {
      return run.run(opened, true, "of a test");
    }
  }

  private ModelStore open(ObjectStore objects, int write, Clock clock) throws IOException {
    return new ModelStore(StoreLocation.parse(store(write).toString()), objects, clock);
  }

  /** Objects whose writer dies before the write with this number, and writes nothing more. */
  private static ObjectStore dying(Path store, int[] writesLeft) throws IOException {
    ObjectStore objects = new FolderObjects(store);
    return (ObjectStore)
        Proxy.newProxyInstance(
            ObjectStore.class.getClassLoader(),
            new Class<?>[] {ObjectStore.class},
            (proxy, method, arguments) -> {
              if (WRITES.contains(method.getName()) && writesLeft[0]-- <= 0) {
                writesLeft[0] = -1;
                throw new Death();
              }
              try {
                return method.invoke(objects, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  private static List<String> announced(LocalBroker broker, int write) throws IOException {
    List<byte[]> values = new ArrayList<>();
    try (BoundedReader reader = new BoundedReader(broker.bootstrapServers(), topic(write))) {
      reader.read(reader.all(), record -> values.add(record.value()));
    }
    List<String> hashes = new ArrayList<>();
    for (byte[] value : values) {
      JsonNode announcement = JSON.readTree(value);
      hashes.add(announcement.path("sha256").asText());
    }
    return hashes;
  }

  private Path store(int write) {
    return folder.resolve("store-" + write);
  }

  private static String readings(int write) {
    return "readings-" + (write + 1);
  }

  private static String topic(int write) {
    return "models-" + (write + 1);
  }

  private RetrainRun run(LocalBroker broker, int write, Clock clock) throws IOException {
    broker.createTopics(1, List.of(topic(write)));
    broker.createTopics(3, List.of(readings(write)));
    RetrainReadings.write(broker, readings(write), 0, HOURS);
    Path config =
        RetrainReadings.config(
            folder,
            broker,
            """
            topics.readings: %s
            topics.models: %s
            store: %s
            work: %s
            confirm: 0 s
            train.steps: 2
            """
                .formatted(
                    readings(write), topic(write), store(write), folder.resolve("work-" + write)));
    CommandLine command = new CommandLine(new RetrainCommand());
    command.setOut(new PrintWriter(told));
    command.setErr(new PrintWriter(told));
    return new RetrainRun(
        new CommandOutput(command, false), RetrainConfig.load(config, Map.of(), Map.of()), clock);
  }
}
