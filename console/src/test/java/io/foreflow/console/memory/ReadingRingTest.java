package io.foreflow.console.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReadingRingTest {

  @Test
  void isTheEndOfASortedMap() {
    for (int seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int most = 1 + random.nextInt(70);
      ReadingRing ring = new ReadingRing(most);
      TreeMap<Long, Float> expected = new TreeMap<>();
      for (int i = 0; i < 300; i++) {
        long time = (long) i + random.nextInt(-20, 5);
        float value = i;
        boolean tooOld = expected.size() == most && time < expected.firstKey();
        boolean taken = ring.add(time, value);
        assertThat(taken).isEqualTo(!tooOld && !expected.containsKey(time));
        if (taken) {
          expected.put(time, value);
          if (expected.size() > most) {
            expected.pollFirstEntry();
          }
        }
      }

      int index = 0;
      for (Map.Entry<Long, Float> entry : expected.entrySet()) {
        assertThat(ring.time(index)).isEqualTo(entry.getKey());
        assertThat(ring.value(index++)).isEqualTo(entry.getValue());
      }
      assertThat(ring.size()).isEqualTo(index);
      assertThat(ring.copy(Long.MIN_VALUE, Long.MAX_VALUE).times()).hasSize(index);
    }
  }
}
