package io.foreflow.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foreflow.store.objects.ObjectStore;
import io.foreflow.store.objects.TaggedObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * The right to work on a model for a time, such as to retrain it. Only one process has it. It ends
 * by itself if it is not renewed, so a process that dies leaves no lock behind for ever.
 *
 * <p>It keeps two processes from doing the same work. It protects no data: whoever moves an alias
 * names the champion that it expects, with a lease or without one. So the clocks of two machines
 * may differ without harm.
 */
public final class StoreLease implements AutoCloseable {
  private final ObjectStore objects;
  private final InstantSource clock;
  private final String key;
  private final Duration time;
  private final Holder mine;
  private String tag;

  private StoreLease(
      ObjectStore objects,
      InstantSource clock,
      String key,
      Duration time,
      Holder mine,
      String tag) {
    this.objects = objects;
    this.clock = clock;
    this.key = key;
    this.time = time;
    this.mine = mine;
    this.tag = tag;
  }

  /**
   * Who has the right, as the lock object says.
   *
   * @param owner who works, for people
   * @param purpose what the work is, for people
   * @param id differs for each lease, of the same owner too
   * @param until when it ends, if it is not renewed
   */
  private record Holder(String owner, String purpose, String id, Instant until) {

    static Holder read(String place, String text) throws StoreException {
      StoreJson json = StoreJson.read(place, text);
      return new Holder(
          json.text("owner"), json.text("purpose"), json.text("id"), json.time("until"));
    }

    Holder until(Instant end) {
      return new Holder(owner, purpose, id, end);
    }

    byte[] json() {
      ObjectNode json =
          StoreJson.object()
              .put("owner", owner)
              .put("purpose", purpose)
              .put("id", id)
              .put("until", until.toString());
      return StoreJson.write(json);
    }
  }

  /**
   * Takes the lease, if nobody has it or its time is over.
   *
   * @throws StoreException if somebody has it
   */
  static StoreLease take(
      ObjectStore objects,
      InstantSource clock,
      ModelKeys keys,
      String owner,
      String purpose,
      Duration time)
      throws IOException {
    String key = keys.lock();
    Instant now = clock.instant();
    Holder mine = new Holder(owner, purpose, UUID.randomUUID().toString(), now.plus(time));
    Optional<TaggedObject> found = objects.read(key);
    if (found.isPresent()) {
      refuse(Holder.read(objects.place(key), found.get().text()), now, keys);
    }
    if (!write(objects, key, mine, found.map(TaggedObject::tag))) {
      // Somebody was faster. If that lease has ended too, it was a short one: the next try gets it.
      TaggedObject other = objects.read(key).orElseThrow(() -> busy(keys));
      refuse(Holder.read(objects.place(key), other.text()), clock.instant(), keys);
      throw busy(keys);
    }
    String tag = tag(objects, key, mine).orElseThrow(() -> busy(keys));
    return new StoreLease(objects, clock, key, time, mine, tag);
  }

  private static void refuse(Holder holder, Instant now, ModelKeys keys) throws StoreException {
    if (now.isBefore(holder.until())) {
      throw new StoreException(
          StoreException.Reason.CONFLICT,
          "found that %s works on \"%s\" (%s) until %s, allowed: one at a time; wait until then, or until it ends"
              .formatted(holder.owner(), keys.model(), holder.purpose(), holder.until()));
    }
  }

  private static StoreException busy(ModelKeys keys) {
    return new StoreException(
        StoreException.Reason.CONFLICT,
        "found others who begin to work on \"%s\" at this moment, allowed: one at a time; try again"
            .formatted(keys.model()));
  }

  private static boolean write(
      ObjectStore objects, String key, Holder holder, Optional<String> expected)
      throws IOException {
    byte[] content = holder.json();
    boolean written =
        expected.isEmpty()
            ? objects.create(key, content)
            : objects.replace(key, content, expected.get());
    // A server can lose the answer to a write that it has done, and refuse its repetition.
    return written
        || objects.read(key).filter(now -> Arrays.equals(now.content(), content)).isPresent();
  }

  /** The tag of the lock object, as long as it is this one. */
  private static Optional<String> tag(ObjectStore objects, String key, Holder holder)
      throws IOException {
    return objects
        .read(key)
        .filter(found -> Arrays.equals(found.content(), holder.json()))
        .map(TaggedObject::tag);
  }

  /**
   * Prolongs the lease by its time from now. Has to be called well before it ends.
   *
   * @throws StoreException if it has ended and somebody else has it; then the work has to stop
   */
  public void renew() throws IOException {
    Holder next = mine.until(clock.instant().plus(time));
    if (!write(objects, key, next, Optional.of(tag))) {
      throw lost();
    }
    tag = tag(objects, key, next).orElseThrow(this::lost);
  }

  private StoreException lost() {
    return new StoreException(
        StoreException.Reason.CONFLICT,
        "found that the right to work on this model was taken over, because it was not renewed within %s, allowed: to begin again"
            .formatted(time));
  }

  /** Gives the lease back, unless somebody else has it by now. */
  @Override
  public void close() throws IOException {
    boolean unused = write(objects, key, mine.until(clock.instant()), Optional.of(tag));
  }
}
