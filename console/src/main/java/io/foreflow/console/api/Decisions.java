package io.foreflow.console.api;

import io.foreflow.console.server.Refusal;
import io.foreflow.store.Decision;
import io.foreflow.store.ModelStore;
import io.foreflow.store.StoreLocation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decisions about models, from a model store. Read again at most every few seconds. */
public final class Decisions {

  private static final long FRESH_NANOS = 10_000_000_000L;

  private final Optional<StoreLocation> store;
  private List<Decision> newest = List.of();
  private long readAt = Long.MIN_VALUE;

  /** Decisions of a store; without one there are none. */
  public Decisions(Optional<StoreLocation> store) {
    this.store = store;
  }

  Optional<String> store() {
    return store.map(StoreLocation::text);
  }

  /** The newest decisions of all models, the newest first. */
  synchronized List<Decision> newest(int limit) throws Refusal {
    long now = System.nanoTime();
    if (store.isPresent() && (readAt == Long.MIN_VALUE || now - readAt > FRESH_NANOS)) {
      newest = read(store.get());
      readAt = now;
    }
    return newest.subList(0, Math.min(limit, newest.size()));
  }

  private static List<Decision> read(StoreLocation location) throws Refusal {
    List<Decision> all = new ArrayList<>();
    try (ModelStore store = ModelStore.at(location)) {
      for (String name : store.names()) {
        all.addAll(store.model(name).decisions());
      }
    } catch (IOException e) {
      throw Refusal.later("the model store can't be read: " + e.getMessage());
    }
    all.sort(Comparator.comparing(Decision::at).thenComparing(Decision::id).reversed());
    return all;
  }
}
