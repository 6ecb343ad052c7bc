package io.foreflow.history;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes one source of several. Of equal rows, those of the earlier source come first. */
final class RowMerge implements RowSource {

  /** A heap: the next row of each source that has one. */
  private final List<Head> heads = new ArrayList<>();

  RowMerge(List<? extends RowSource> sources) {
    for (int i = 0; i < sources.size(); i++) {
      Row first = sources.get(i).next();
      if (first != null) {
        heads.add(new Head(sources.get(i), i, first));
      }
    }
    for (int i = heads.size() / 2 - 1; i >= 0; i--) {
      sink(i);
    }
  }

  private static final class Head {
    final RowSource source;
    final int number;
    Row row;

    Head(RowSource source, int number, Row row) {
      this.source = source;
      this.number = number;
      this.row = row;
    }

    boolean isBefore(Head other) {
      return row.isUpTo(other.row) && (number < other.number || !other.row.isUpTo(row));
    }
  }

  @Override
  public @Nullable Row next() {
    if (heads.isEmpty()) {
      return null;
    }
    Head first = heads.get(0);
    Row row = first.row;
    Row next = first.source.next();
    if (next == null) {
      Head last = heads.remove(heads.size() - 1);
      if (heads.isEmpty()) {
        return row;
      }
      heads.set(0, last);
    } else {
      first.row = next;
    }
    sink(0);
    return row;
  }

  private void sink(int from) {
    int at = from;
    while (true) {
      int child = 2 * at + 1;
      if (child + 1 < heads.size() && heads.get(child + 1).isBefore(heads.get(child))) {
        child++;
      }
      if (child >= heads.size() || !heads.get(child).isBefore(heads.get(at))) {
        return;
      }
      Head moved = heads.get(at);
      heads.set(at, heads.get(child));
      heads.set(child, moved);
      at = child;
    }
  }
}
