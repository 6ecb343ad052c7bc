package io.foreflow.store;

import static io.foreflow.store.SampleVersions.MODEL;
import static io.foreflow.store.SampleVersions.REPORT;
import static io.foreflow.store.SampleVersions.bytes;
import static io.foreflow.store.SampleVersions.reason;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a store promises, whatever it is kept in. */
abstract class StoreContract {
  private final ManualClock clock = new ManualClock(Instant.now());

  private StoreLocation location;
  private ObjectStore objects;
  private StoredModel model;

  /** An empty place for a store, another one at each call. */
  abstract StoreLocation emptyPlace() throws IOException;

  /** How often something is tried in the hope that it goes wrong. */
  abstract int rounds();

  /** The objects of the place, for one writer. */
  abstract ObjectStore objects(StoreLocation location) throws IOException;

  @BeforeEach
  void makeAStore() throws IOException {
    location = emptyPlace();
    objects = objects(location);
    ModelStore store = store(objects);
    store.make();
    model = store.model(MODEL);
  }

  private ModelStore store(ObjectStore of) {
    return new ModelStore(location, of, clock);
  }

  private StoredModel model(ObjectStore of) throws IOException {
    return store(of).model(MODEL);
  }

  private StoredVersion add(String version) throws IOException {
    return model.add(SampleVersions.of(version)).version();
  }

  private Optional<String> champion() throws IOException {
    return model.aliases().find(Alias.CHAMPION);
  }

  private void promote(StoredVersion version) throws IOException {
    model.moves().promote(version, champion(), reason("better"));
  }

  @Test
  void readsBackWhatWasAdded() throws IOException {
    AddedVersion added = model.add(SampleVersions.withReport("1"));

    StoredVersion version = model.version(added.version().sha256());
    assertThat(added.isNew()).isTrue();
    assertThat(version).isEqualTo(added.version());
    assertThat(version.sha256()).isEqualTo(Sha256.of(bytes("file of 1")));
    assertThat(version.manifest()).isEqualTo(SampleVersions.manifest("1"));
    assertThat(version.addedBy()).isEqualTo("anna");
    try (InputStream file = model.open(version);
        InputStream report = model.open(version, version.attachments().get(0))) {
      assertThat(file.readAllBytes()).isEqualTo(bytes("file of 1"));
      assertThat(report.readAllBytes()).isEqualTo(bytes("report of 1"));
    }
    assertThat(store(objects).names()).containsExactly(MODEL);
  }

  @Test
  void weightsAreReadBackAndCompared() throws IOException {
    StoredVersion version = addWithWeights("1");
    Attachment weights = version.weights().orElseThrow();

    assertThat(weights.sha256()).isEqualTo(Sha256.of(bytes("weights of 1")));
    assertThat(model.read(version, weights)).isEqualTo(bytes("weights of 1"));
    assertThat(add("2").weights()).isEmpty();
    String key = "models/sensors/versions/" + version.sha256() + "/attachments/model.weights";
    objects.delete(key);
    objects.create(key, bytes("other weights"));
    assertThatThrownBy(() -> model.read(version, weights))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(objects.place(key))
        .hasMessageContaining("allowed: " + weights.sha256());
  }

  @Test
  void gcDeletesWeightsWithTheirVersion() throws IOException {
    StoredVersion old = addWithWeights("1");
    StoredVersion champion = addWithWeights("2");
    promote(champion);

    assertThat(model.cleanUp().run(0)).hasSize(1);

    assertThat(objects.list("models/sensors/versions/" + old.sha256())).isEmpty();
    assertThat(model.read(champion, champion.weights().orElseThrow()))
        .isEqualTo(bytes("weights of 2"));
  }

  private StoredVersion addWithWeights(String version) throws IOException {
    Map<String, byte[]> files = Map.of(StoredVersion.WEIGHTS, bytes("weights of " + version));
    return model.add(SampleVersions.of(version, files)).version();
  }

  @Test
  void addingAFileAgainChangesNothing() throws IOException {
    StoredVersion first = model.add(SampleVersions.withReport("1")).version();

    AddedVersion again = model.add(SampleVersions.of("1", Map.of(REPORT, bytes("another"))));

    assertThat(again).isEqualTo(new AddedVersion(first, false));
    assertThat(model.versions()).containsExactly(first);
  }

  @Test
  void findsVersionsByTheBeginningOfTheirHash() throws IOException {
    StoredVersion version = add("1");

    assertThat(model.version(version.sha256().substring(0, 6))).isEqualTo(version);
    for (String ref : List.of(version.sha256().substring(0, 5), "0".repeat(64), "champion", "")) {
      assertThatThrownBy(() -> model.version(ref))
          .isInstanceOfSatisfying(
              StoreException.class,
              e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.NOT_FOUND))
          .hasMessageContaining("allowed: ");
    }
  }

  @Test
  void promotionMovesChampionAndPreviousTogether() throws IOException {
    StoredVersion first = add("1");
    StoredVersion second = add("2");
    promote(first);
    model.moves().nominate(second, reason("trained"));

    AliasMoves.Moved moved =
        model.moves().promote(second, Optional.of(first.sha256()), reason("better"));

    assertThat(model.aliases()).isEqualTo(moved.aliases());
    assertThat(model.version("champion")).isEqualTo(second);
    assertThat(model.version("previous")).isEqualTo(first);
    assertThat(model.aliases().challenger()).isNull();
    assertThat(model.decisions())
        .extracting(Decision::action, Decision::version, Decision::champion)
        .containsExactly(
            tuple("promoted", first.sha256(), null),
            tuple("nominated", second.sha256(), first.sha256()),
            tuple("promoted", second.sha256(), first.sha256()));
  }

  @Test
  void promotingTheChampionChangesNothing() throws IOException {
    StoredVersion first = add("1");
    promote(first);
    Aliases before = model.aliases();

    assertThat(model.moves().promote(first, Optional.empty(), reason("again")).decision())
        .isEmpty();

    assertThat(model.aliases()).isEqualTo(before);
    assertThat(model.decisions()).hasSize(1);
  }

  @Test
  void aWaitingChallengerIsReplaced() throws IOException {
    model.moves().nominate(add("1"), reason("trained"));
    StoredVersion second = add("2");

    model.moves().nominate(second, reason("trained"));

    assertThat(model.version("challenger")).isEqualTo(second);
  }

  @Test
  void promotionOverAnotherChampionIsRefused() throws IOException {
    StoredVersion first = add("1");
    StoredVersion second = add("2");
    StoredVersion third = add("3");
    promote(first);
    Optional<String> compared = champion();
    promote(second);

    assertThatThrownBy(() -> model.moves().promote(third, compared, reason("better")))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CONFLICT))
        .hasMessageContaining(
            "found the champion " + second.shortSha256() + " of \"sensors\", promoted by anna at ")
        .hasMessageContaining("allowed: " + first.shortSha256());
    assertThat(model.version("champion")).isEqualTo(second);
    assertThat(model.version("previous")).isEqualTo(first);
  }

  @Test
  void rollbackBringsThePreviousVersionBackOnce() throws IOException {
    StoredVersion first = add("1");
    StoredVersion second = add("2");
    promote(first);
    promote(second);

    model.moves().rollBack(champion(), reason("worse"));

    assertThat(model.version("champion")).isEqualTo(first);
    assertThat(model.aliases().previous()).isNull();
    assertThatThrownBy(() -> model.moves().rollBack(champion(), reason("worse")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("after a rollback by anna at ")
        .hasMessageContaining("foreflow models promote sensors@SHA256");
    assertThat(model.version("champion")).isEqualTo(first);
  }

  @Test
  void rollbackOfAnotherChampionIsRefused() throws IOException {
    StoredVersion first = add("1");
    promote(first);
    promote(add("2"));

    assertThatThrownBy(() -> model.moves().rollBack(Optional.of(first.sha256()), reason("worse")))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CONFLICT));
    assertThat(model.version("previous")).isEqualTo(first);
  }

  @Test
  void keepsDecisionsThatMoveNothing() throws IOException {
    StoredVersion version = add("1");

    Decision kept =
        model.record(
            Decision.KEPT,
            version,
            new Decision.Reason(
                "retrain", "worse by 3 %", "{\"mase\":1.1}", Map.of(REPORT, bytes("plots"))));

    assertThat(model.decisions()).containsExactly(kept);
    assertThat(kept.detailsJson()).isEqualTo("{\"mase\":1.1}");
    assertThat(kept.files()).containsExactly(Attachment.of(REPORT, bytes("plots")));
    String file = "models/sensors/decisions/" + kept.id() + "/" + REPORT;
    assertThat(objects.read(file)).isPresent();
  }

  @Test
  void aDeadPublisherLeavesAWholeStore() throws IOException {
    StoredVersion first = add("1");
    promote(first);
    boolean died = true;
    for (int write = 0; died; write++) {
      for (boolean dieAfter : new boolean[] {false, true}) {
        String version = "2-%d-%s".formatted(write, dieAfter);
        Aliases before = model.aliases();
        DyingObjects dying = new DyingObjects(objects, write, dieAfter);
        try {
          publish(model(dying), version, before);
        } catch (DyingObjects.Death e) {
          assertThat(dying.isDead()).isTrue();
        }
        died = dying.isDead();
        assertWhole();
        assertThat(model.aliases().revision()).isBetween(before.revision(), before.revision() + 1);
        // Whoever comes next continues where the dead one stopped.
        publish(model, version, model.aliases());
        assertWhole();
        assertThat(model.version("champion").version()).isEqualTo(version);
      }
    }
    assertThat(model.decisions()).hasSize(model.versions().size());
  }

  private static void publish(StoredModel model, String version, Aliases compared)
      throws IOException {
    StoredVersion added = model.add(SampleVersions.withReport(version)).version();
    model
        .moves()
        .promote(
            added,
            compared.find(Alias.CHAMPION),
            new Decision.Reason("retrain", "better", "{}", Map.of(REPORT, bytes("plots"))));
  }

  /** Every alias names a version that is there, with all of its files. */
  private void assertWhole() throws IOException {
    List<StoredVersion> versions = model.versions();
    for (StoredVersion version : versions) {
      try (InputStream file = model.open(version)) {
        assertThat(Sha256.of(file.readAllBytes())).isEqualTo(version.sha256());
      }
      for (Attachment attachment : version.attachments()) {
        try (InputStream file = model.open(version, attachment)) {
          assertThat(Sha256.of(file.readAllBytes())).isEqualTo(attachment.sha256());
        }
      }
    }
    Aliases aliases = model.aliases();
    for (Alias alias : Alias.values()) {
      aliases
          .find(alias)
          .ifPresent(
              sha256 -> assertThat(versions).extracting(StoredVersion::sha256).contains(sha256));
    }
    List<Decision> moves =
        model.decisions().stream().filter(d -> d.action().equals(Decision.PROMOTED)).toList();
    assertThat(moves.get(moves.size() - 1)).isEqualTo(aliases.last());
  }

  @Test
  void twoPublishersAtOnceLoseNothing() throws Exception {
    int publishers = 3;
    int versions = rounds();
    ExecutorService threads = Executors.newFixedThreadPool(publishers);
    List<Future<?>> running = new ArrayList<>();
    for (int publisher = 0; publisher < publishers; publisher++) {
      String name = "p" + publisher;
      running.add(
          threads.submit(
              () -> {
                publishAll(name, versions);
                return name;
              }));
    }
    for (Future<?> publisher : running) {
      publisher.get();
    }
    threads.shutdown();

    assertWhole();
    assertThat(model.versions()).hasSize(publishers * versions);
    List<Decision> decisions = model.decisions();
    assertThat(decisions).hasSize(publishers * versions);
    assertThat(model.aliases().revision()).isEqualTo(decisions.size());
    // Each was promoted over the champion that it was compared with: a chain without a gap.
    Map<String, Decision> byChampion = new HashMap<>();
    decisions.forEach(decision -> byChampion.put(String.valueOf(decision.champion()), decision));
    String champion = "null";
    for (int i = 0; i < decisions.size(); i++) {
      champion = Objects.requireNonNull(byChampion.get(champion)).version();
    }
    assertThat(champion()).hasValue(champion);
  }

  private void publishAll(String name, int versions) throws IOException {
    StoredModel own = model(objects(location));
    for (int i = 0; i < versions; i++) {
      StoredVersion version = own.add(SampleVersions.withReport(name + "-" + i)).version();
      boolean promoted = false;
      while (!promoted) {
        try {
          Optional<String> seen = own.aliases().find(Alias.CHAMPION);
          own.moves().promote(version, seen, reason("better"));
          promoted = true;
        } catch (StoreException e) {
          assertThat(e.reason()).isEqualTo(StoreException.Reason.CONFLICT);
        }
      }
    }
  }

  @Test
  void twoPublishersOfOneFileAddItOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    Callable<AddedVersion> publisher =
        () -> model(objects(location)).add(SampleVersions.withReport("1"));
    int isNew = 0;
    for (Future<AddedVersion> added :
        threads.invokeAll(List.of(publisher, publisher, publisher, publisher))) {
      isNew += added.get().isNew() ? 1 : 0;
    }
    threads.shutdown();

    assertThat(isNew).isEqualTo(1);
    assertThat(model.versions()).hasSize(1);
  }

  @Test
  void gcKeepsTheNewestAndWhatAliasesName() throws IOException {
    StoredVersion first = add("1");
    StoredVersion second = add("2");
    StoredVersion third = add("3");
    StoredVersion fourth = add("4");
    promote(first);
    promote(third);

    assertThat(model.cleanUp().plan(1))
        .extracting(CleanUp.Removal::sha256)
        .containsExactly(second.sha256());
    assertThat(model.versions()).hasSize(4);
    assertThat(model.cleanUp().run(1))
        .extracting(CleanUp.Removal::sha256)
        .containsExactly(second.sha256());

    assertThat(model.versions()).containsExactly(fourth, third, first);
    assertThat(objects.list("models/sensors/versions/" + second.sha256())).isEmpty();
    assertThat(model.aliases().removing()).isEmpty();
    assertThat(model.cleanUp().run(1)).isEmpty();
  }

  @Test
  void gcLeavesVersionsThatAreBeingAdded() throws IOException {
    DyingObjects dying = new DyingObjects(objects, 1, true);
    assertThatThrownBy(() -> model(dying).add(SampleVersions.withReport("1")))
        .isInstanceOf(DyingObjects.Death.class);

    assertThat(model.cleanUp().run(0)).isEmpty();
    clock.forward(Duration.ofHours(25));
    assertThat(model.cleanUp().run(0)).hasSize(1);
    assertThat(objects.list("models/sensors/versions/")).isEmpty();
  }

  @Test
  void aDeadGcIsFinishedByTheNext() throws IOException {
    StoredVersion champion = add("champion");
    promote(champion);
    boolean died = true;
    for (int write = 0; died; write++) {
      for (boolean dieAfter : new boolean[] {false, true}) {
        StoredVersion old = model.add(SampleVersions.withReport("old")).version();
        StoredVersion newest = add("newest");
        DyingObjects dying = new DyingObjects(objects, write, dieAfter);
        try {
          model(dying).cleanUp().run(0);
        } catch (DyingObjects.Death e) {
          assertThat(dying.isDead()).isTrue();
        }
        died = dying.isDead();
        assertWhole();
        if (!model.aliases().removing().isEmpty()) {
          assertThatThrownBy(() -> promote(old)).isInstanceOf(StoreException.class);
        }
        model.cleanUp().run(0);
        assertThat(model.versions()).doesNotContain(old, newest).contains(champion);
        assertThat(objects.list("models/sensors/versions/")).hasSize(2);
        assertThat(model.aliases().removing()).isEmpty();
      }
    }
  }

  @Test
  void promotionDuringGcLeavesAWholeStore() throws Exception {
    promote(add("champion"));
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (int round = 0; round < rounds(); round++) {
      StoredVersion candidate = add("candidate-" + round);
      Future<?> cleanUp = threads.submit(() -> model(objects(location)).cleanUp().run(0));
      Future<Boolean> promotion =
          threads.submit(
              () -> {
                try {
                  promote(candidate);
                  return true;
                } catch (StoreException e) {
                  assertThat(e.reason()).isEqualTo(StoreException.Reason.NOT_FOUND);
                  return false;
                }
              });
      cleanUp.get();
      boolean promoted = promotion.get();
      assertWhole();
      assertThat(champion().equals(Optional.of(candidate.sha256()))).isEqualTo(promoted);
    }
    threads.shutdown();
  }

  @Test
  void onlyOneWorksOnAModel() throws IOException {
    StoreLease lease = model.lock("anna", "retrain", Duration.ofMinutes(10));

    assertThatThrownBy(() -> model.lock("bob", "retrain", Duration.ofMinutes(10)))
        .isInstanceOfSatisfying(
            StoreException.class,
            e -> assertThat(e.reason()).isEqualTo(StoreException.Reason.CONFLICT))
        .hasMessageContaining("found that anna works on \"sensors\" (retrain) until ");
    lease.close();
    model.lock("bob", "retrain", Duration.ofMinutes(10)).close();
  }

  @Test
  void aDeadOwnerIsReplacedAfterItsTime() throws IOException {
    StoreLease dead = model.lock("anna", "retrain", Duration.ofMinutes(10));
    clock.forward(Duration.ofMinutes(9));
    assertThatThrownBy(() -> model.lock("bob", "retrain", Duration.ofMinutes(10)))
        .isInstanceOf(StoreException.class);
    clock.forward(Duration.ofMinutes(1));
    StoreLease next = model.lock("bob", "retrain", Duration.ofMinutes(10));

    // It was only slow. It has to stop, and must not end the lease of the other.
    assertThatThrownBy(dead::renew)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("was taken over, because it was not renewed within PT10M");
    dead.close();
    next.renew();
    assertThatThrownBy(() -> model.lock("anna", "retrain", Duration.ofMinutes(10)))
        .hasMessageContaining("found that bob works on");
  }

  @Test
  void aRenewedLeaseLasts() throws IOException {
    StoreLease lease = model.lock("anna", "retrain", Duration.ofMinutes(10));
    for (int i = 0; i < 3; i++) {
      clock.forward(Duration.ofMinutes(9));
      lease.renew();
    }

    assertThatThrownBy(() -> model.lock("bob", "retrain", Duration.ofMinutes(10)))
        .isInstanceOf(StoreException.class);
  }

  @Test
  void oneOfManyTakesAnEndedLease() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int round = 0; round < rounds(); round++) {
      Callable<Integer> taker =
          () -> {
            try {
              StoreLease unused =
                  model(objects(location)).lock("taker", "retrain", Duration.ofMinutes(10));
              return 1;
            } catch (StoreException e) {
              assertThat(e.reason()).isEqualTo(StoreException.Reason.CONFLICT);
              return 0;
            }
          };
      int taken = 0;
      for (Future<Integer> tried : threads.invokeAll(List.of(taker, taker, taker, taker))) {
        taken += tried.get();
      }
      assertThat(taken).isEqualTo(1);
      clock.forward(Duration.ofMinutes(11));
    }
    threads.shutdown();
  }

  @Test
  void aPlaceWithoutAStoreIsRefused() throws IOException {
    StoreLocation empty = emptyPlace();
    try (ModelStore store = new ModelStore(empty, objects(empty), clock)) {
      assertThatThrownBy(store::names)
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("found no model store at " + empty.text());
    }
  }

  @Test
  void aDamagedDocumentIsNamed() throws IOException {
    objects.create("models/sensors/aliases.json", bytes("{\"revision\":"));

    assertThatThrownBy(model::aliases)
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(objects.place("models/sensors/aliases.json"))
        .hasMessageContaining("is damaged");
  }
}
