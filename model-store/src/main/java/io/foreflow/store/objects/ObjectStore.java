package io.foreflow.store.objects;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Objects with names, in a folder or a bucket. An object appears whole or not at all, whatever
 * happens to the process that writes it. Two writers of one object never both succeed: the second
 * one is told. Keys consist of parts with {@code /} between them.
 */
public interface ObjectStore extends AutoCloseable {

  /** Reads an object. Empty if there is none of this name. */
  Optional<TaggedObject> read(String key) throws IOException;

  /**
   * Opens an object.
   *
   * @throws java.nio.file.NoSuchFileException if there is none of this name
   */
  InputStream open(String key) throws IOException;

  /** The size of an object. Empty if there is none of this name. */
  OptionalLong size(String key) throws IOException;

  /** Writes a new object. Returns false, and changes nothing, if there is one of this name. */
  boolean create(String key, byte[] content) throws IOException;

  /**
   * Writes an object in place of the one with this tag. Returns false, and changes nothing, if the
   * object has another tag by now, or is gone.
   */
  boolean replace(String key, byte[] content, String tag) throws IOException;

  /** Deletes an object, if there is one of this name. */
  void delete(String key) throws IOException;

  /** All objects whose keys begin with {@code prefix}, in the order of their keys. */
  List<StoredObject> list(String prefix) throws IOException;

  /**
   * Deletes what processes that died have left behind and no listing shows.
   *
   * @return how many files were deleted
   */
  int clean(Instant now) throws IOException;

  /** The place of an object, for messages. */
  String place(String key);

  @Override
  void close();
}
