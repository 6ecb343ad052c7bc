package io.foreflow.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foreflow.store.objects.Sha256;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The record of a decision about a version: who decided what, when and why. It never changes.
 *
 * @param id names the record; records in the order of their ids are in the order of their times
 * @param action what was decided: one of the constants of this class, or a word of a later release
 * @param at when
 * @param by who
 * @param why the reason, in words
 * @param version the hash of the version that was decided about
 * @param champion the hash of the champion before the decision; null if there was none
 * @param files files of the decision, such as {@code report.html}
 * @param detailsJson whatever else is known, such as metrics, as a JSON object
 */
public record Decision(
    String id,
    String action,
    Instant at,
    String by,
    String why,
    String version,
    @Nullable String champion,
    List<Attachment> files,
    String detailsJson) {

  /** Times without colons, which not every file system has in names. */
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH-mm-ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** The version became the champion. */
  public static final String PROMOTED = "promoted";

  /** The version became the champion again, in place of a later one. */
  public static final String ROLLED_BACK = "rolled-back";

  /** The version became the challenger. */
  public static final String NOMINATED = "nominated";

  /** The champion stayed, and the version did not replace it. */
  public static final String KEPT = "kept";

  /** The champion stays, because its live scores were not found to be worse. */
  public static final String PROVEN = "proven";

  /** A job uses the version, by its own word. */
  public static final String CONFIRMED = "confirmed";

  /** The version was announced, and no job has said that it uses it. */
  public static final String UNCONFIRMED = "unconfirmed";

  public Decision {
    files = List.copyOf(files);
  }

  /** Makes a record with an id from its time and its content. */
  static Decision of(
      String action, Instant now, Reason reason, String version, @Nullable String champion)
      throws StoreException {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    List<Attachment> files = new ArrayList<>();
    reason.files().forEach((name, content) -> files.add(Attachment.of(name, content)));
    Decision unnamed =
        new Decision(
            "", action, at, reason.by(), reason.why(), version, champion, files, reason.details());
    String hash = Sha256.of(StoreJson.write(unnamed.json()));
    String id = "%s-%s-%s".formatted(TIME.format(at), action, hash.substring(0, 8));
    return new Decision(
        id,
        action,
        at,
        unnamed.by,
        unnamed.why,
        version,
        champion,
        unnamed.files,
        unnamed.detailsJson);
  }

  static Decision read(StoreJson json, String place) throws StoreException {
    return new Decision(
        json.text("id"),
        json.text("action"),
        json.time("at"),
        json.text("by"),
        json.text("why"),
        json.text("version"),
        json.textOrNull("champion"),
        Attachment.readAll(json, place, "files"),
        json.child("details").toString());
  }

  ObjectNode json() throws StoreException {
    ObjectNode json =
        StoreJson.object()
            .put("id", id)
            .put("action", action)
            .put("at", at.toString())
            .put("by", by)
            .put("why", why)
            .put("version", version)
            .put("champion", champion);
    Attachment.writeAll(files, json, "files");
    json.set("details", StoreJson.readObject(detailsJson));
    return json;
  }

  /**
   * Who decides, and why.
   *
   * @param by who decides
   * @param why the reason, in words
   * @param details whatever else is known, such as metrics, as a JSON object
   * @param files contents of files by their names, in the order of the map
   */
  public record Reason(String by, String why, String details, Map<String, byte[]> files) {

    /** A reason without details. */
    public static Reason of(String by, String why) {
      return new Reason(by, why, "{}", Map.of());
    }
  }
}
