package io.foreflow.history;

import java.util.List;

/**
 * The gaps in histories. A gap is a run of slots without a reading.
 *
 * @param count how many gaps there are
 * @param longest length of the longest gap in slots
 */
record Gaps(int count, int longest) {

  static Gaps in(List<SeriesHistory> histories) {
    int count = 0;
    int longest = 0;
    for (SeriesHistory history : histories) {
      int length = 0;
      for (float value : history.values()) {
        if (!Float.isNaN(value)) {
          length = 0;
          continue;
        }
        count += length == 0 ? 1 : 0;
        length++;
        longest = Math.max(longest, length);
      }
    }
    return new Gaps(count, longest);
  }
}
