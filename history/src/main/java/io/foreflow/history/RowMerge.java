package io.foreflow.history;

import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Makes one source of several. Of equal rows, those of the earlier source come first. */
final class RowMerge implements RowSource {

  /** The next row of each source that has one, the first of all at the head. */
  private final PriorityQueue<Head> heads = new PriorityQueue<>(Head.ORDER);

  RowMerge(List<? extends RowSource> sources) {
    for (int i = 0; i < sources.size(); i++) {
      add(sources.get(i), i);
    }
  }

  private void add(RowSource source, int number) {
    Row next = source.next();
    if (next != null) {
      heads.add(new Head(source, number, next));
    }
  }

  private record Head(RowSource source, int number, Row row) {
    static final Comparator<Head> ORDER =
        Comparator.<Head>comparingInt(head -> head.row.group())
            .thenComparingLong(head -> head.row.key())
            .thenComparingInt(Head::number);
  }

  @Override
  public @Nullable Row next() {
    Head first = heads.poll();
    if (first == null) {
      return null;
    }
    add(first.source, first.number);
    return first.row;
  }
}
