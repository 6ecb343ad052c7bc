package io.foreflow.cli.tail;

import io.foreflow.wire.RecordDecoder;
import io.foreflow.wire.RecordEncoder;
import java.util.List;

/**
 * A kind of record that {@code foreflow tail} shows.
 *
 * @param <T> the record
 */
interface TailedKind<T> {

  /** What one record is called. */
  String name();

  RecordDecoder<T> decoder();

  RecordEncoder<T> toJson();

  String series(T record);

  /** The lines of a record for people. */
  List<String> lines(T record);
}
