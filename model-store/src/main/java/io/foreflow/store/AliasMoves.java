package io.foreflow.store;

import io.foreflow.store.objects.ObjectStore;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Moves the aliases of a model. All of a move is one write, which fails if somebody else has
 * written since the aliases were read. Then they are read again, and the move is made if it still
 * holds: whoever compared a version with a champion must find this champion.
 */
public final class AliasMoves {
  /** How often a move is tried while others write too. */
  private static final int MOST_ATTEMPTS = 50;

  private final ObjectStore objects;
  private final InstantSource clock;
  private final ModelKeys keys;
  private final DecisionLog log;

  AliasMoves(ObjectStore objects, InstantSource clock, ModelKeys keys) {
    this.objects = objects;
    this.clock = clock;
    this.keys = keys;
    this.log = new DecisionLog(objects, keys);
  }

  /**
   * The result of a move.
   *
   * @param aliases the aliases after it
   * @param decision the record of the move; empty if the alias named this version already
   */
  public record Moved(Aliases aliases, Optional<Decision> decision) {}

  /** The aliases after a move, from those before it; empty if nothing is to be moved. */
  private interface Move {
    Optional<Aliases> from(Aliases before, Decision decision) throws IOException;
  }

  /**
   * Makes a version the champion, and the champion the previous one.
   *
   * @param expected the champion that the version was compared with; empty if there was none
   */
  public Moved promote(StoredVersion version, Optional<String> expected, Decision.Reason reason)
      throws IOException {
    return move(
        Decision.PROMOTED,
        reason,
        before -> version.sha256(),
        (before, decision) -> {
          if (version.sha256().equals(before.champion())) {
            return Optional.empty();
          }
          checkChampion(before, expected);
          checkThere(before, version.sha256());
          return Optional.of(before.promoted(version.sha256(), decision));
        });
  }

  /** Makes a version the challenger, in place of one that may be waiting. */
  public Moved nominate(StoredVersion version, Decision.Reason reason) throws IOException {
    return move(
        Decision.NOMINATED,
        reason,
        before -> version.sha256(),
        (before, decision) -> {
          if (version.sha256().equals(before.challenger())) {
            return Optional.empty();
          }
          checkThere(before, version.sha256());
          return Optional.of(before.nominated(version.sha256(), decision));
        });
  }

  /**
   * Makes the previous version the champion again.
   *
   * @param expected the champion that is to go
   */
  public Moved rollBack(Optional<String> expected, Decision.Reason reason) throws IOException {
    return move(
        Decision.ROLLED_BACK,
        reason,
        this::previous,
        (before, decision) -> {
          checkChampion(before, expected);
          return Optional.of(before.rolledBack(decision));
        });
  }

  /** The version that a move is about. */
  private interface Subject {
    String of(Aliases before) throws StoreException;
  }

  private Moved move(String action, Decision.Reason reason, Subject subject, Move move)
      throws IOException {
    for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
      AliasObject found = AliasObject.read(objects, keys);
      Aliases before = found.aliases();
      Decision decision =
          Decision.of(action, clock.instant(), reason, subject.of(before), before.champion());
      Optional<Aliases> next = move.from(before, decision);
      if (next.isEmpty()) {
        return new Moved(before, Optional.empty());
      }
      Decision last = before.last();
      if (last != null) {
        // Its writer may have died before it wrote the record, which is about to be overwritten.
        log.write(last);
      }
      log.writeFiles(decision, reason);
      if (found.replace(next.get(), objects, keys)) {
        log.write(decision);
        return new Moved(next.get(), Optional.of(decision));
      }
    }
    throw new StoreException(
        StoreException.Reason.CONFLICT,
        "found other publishers moving the aliases of \"%s\" all the time, allowed: one at a time; nothing was changed, try again"
            .formatted(keys.model()));
  }

  private String previous(Aliases before) throws StoreException {
    String previous = before.previous();
    if (previous == null) {
      throw new StoreException(
          StoreException.Reason.NOT_FOUND,
          "found no previous version of \"%s\" to go back to%s, allowed: one step back; promote the version that you want: foreflow models promote %s@SHA256"
              .formatted(keys.model(), rolledBack(before), keys.model()));
    }
    return previous;
  }

  private static String rolledBack(Aliases before) {
    Decision last = before.last();
    return last != null && last.action().equals(Decision.ROLLED_BACK)
        ? " after a rollback by %s at %s".formatted(last.by(), last.at())
        : "";
  }

  private void checkChampion(Aliases before, Optional<String> expected) throws StoreException {
    if (!before.find(Alias.CHAMPION).equals(expected)) {
      Decision last = before.last();
      throw new StoreException(
          StoreException.Reason.CONFLICT,
          "found the champion %s of \"%s\"%s, allowed: %s, which was there before; nothing was changed, look at `foreflow models show %s` and decide again"
              .formatted(
                  before.find(Alias.CHAMPION).map(StoredVersion::shorten).orElse("(none)"),
                  keys.model(),
                  last == null
                      ? ""
                      : ", %s by %s at %s".formatted(last.action(), last.by(), last.at()),
                  expected.map(StoredVersion::shorten).orElse("(none)"),
                  keys.model()));
    }
  }

  private void checkThere(Aliases before, String sha256) throws IOException {
    if (before.removing().contains(sha256) || objects.size(keys.versionFile(sha256)).isEmpty()) {
      throw new StoreException(
          StoreException.Reason.NOT_FOUND,
          "found no version %s of \"%s\", allowed: one in the store; it may have been deleted by `foreflow models gc`, then add it again"
              .formatted(StoredVersion.shorten(sha256), keys.model()));
    }
  }
}
