package io.foreflow.job.kafka;

import io.foreflow.wire.Reading;
import io.foreflow.wire.ReadingCodec;
import io.foreflow.wire.RecordEncoder;
import io.foreflow.wire.WireFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Readings out of order, with gaps, repeats, late ones and records that are no readings, as many as
 * one likes in little memory: what was written is remembered as a bit for each.
 *
 * <p>A slot of a series has four places. The reading at the first is what comes for nearly each
 * slot. Those at the next two are repeats, later within the slot but written in any order. The one
 * at the last is written long after the slot.
 */
final class AccountedReadings {
  static final long HOUR = Duration.ofHours(1).toMillis();

  /** How many slots late a reading may be written and still be within the bound. */
  static final int DISORDER = 3;

  /** The bound that this disorder needs. */
  static final Duration BOUND = Duration.ofHours(DISORDER + 1);

  /** The header that tells records apart that are no readings. */
  static final String NUMBER = "number";

  static final int PLACES = 4;

  private static final int FIRST_SLOT = 400_000;
  private static final int LONG_AFTER = 30;
  private static final int LATE = 3;

  private final int series;
  private final long records;
  private final Random random = new Random(42);
  private final RecordEncoder<Reading> encoder = ReadingCodec.encoder(WireFormat.AVRO);
  private final List<BadRecord> kinds = BadRecord.kinds(WireFormat.AVRO);
  private final List<List<ProducerRecord<byte[], byte[]>>> rounds = new ArrayList<>();
  private final BitSet[] written;
  private final int[] pausedUntil;
  private int bad;
  private long made;

  /** So many records, of which nearly all are readings of {@code series} series. */
  AccountedReadings(long records, int series) {
    this.series = series;
    this.records = records;
    written = new BitSet[series];
    for (int i = 0; i < series; i++) {
      written[i] = new BitSet();
    }
    pausedUntil = new int[series];
    for (int i = 0; i <= DISORDER; i++) {
      rounds.add(new ArrayList<>());
    }
  }

  int series() {
    return series;
  }

  /** How many records are no readings. */
  int bad() {
    return bad;
  }

  /** The places of a series for which there is a reading. */
  BitSet written(int number) {
    return written[number];
  }

  /** The place of a reading of this time. */
  static int place(long time) {
    long slot = Math.floorDiv(time, HOUR);
    return Math.toIntExact((slot - FIRST_SLOT) * PLACES + (time - slot * HOUR) / 60_000);
  }

  /** Makes all records, in the order in which they are to be written. */
  void make(String topic, int partitions, Consumer<ProducerRecord<byte[], byte[]>> out) {
    for (int slot = 0; made < records; slot++) {
      for (int number = 0; number < series && made < records; number++) {
        add(topic, partitions, number, slot);
      }
      round(slot, out);
    }
    for (int i = 0; i <= DISORDER; i++) {
      round(i, out);
    }
  }

  private void round(int slot, Consumer<ProducerRecord<byte[], byte[]>> out) {
    List<ProducerRecord<byte[], byte[]>> round = rounds.get(slot % rounds.size());
    Collections.shuffle(round, random);
    round.forEach(out);
    round.clear();
  }

  private void add(String topic, int partitions, int number, int slot) {
    int partition = number % partitions;
    int chance = random.nextInt(1000);
    if (chance < 1) {
      pausedUntil[number] = slot + 2 + random.nextInt(100);
    }
    if (chance < 10) {
      put(slot, bad(topic, partition));
    }
    int before = slot - LONG_AFTER;
    if (chance >= 980 && before >= 0 && written[number].get(before * PLACES)) {
      put(slot, reading(topic, partition, number, before, LATE));
    }
    if (slot < pausedUntil[number] || chance >= 960) {
      return;
    }
    int repeats = chance < 900 ? 0 : chance < 950 ? 1 : 2;
    for (int place = 0; place <= repeats && made < records; place++) {
      int delay = random.nextInt(DISORDER + 1);
      put(slot + delay, reading(topic, partition, number, slot, place));
    }
  }

  private void put(int round, ProducerRecord<byte[], byte[]> record) {
    rounds.get(round % rounds.size()).add(record);
    made++;
  }

  private ProducerRecord<byte[], byte[]> reading(
      String topic, int partition, int number, int slot, int place) {
    written[number].set(slot * PLACES + place);
    String name = "s" + number;
    long time = (FIRST_SLOT + slot) * HOUR + place * 60_000L + random.nextInt(60_000);
    float value = random.nextInt(50) == 0 ? Float.NaN : (float) random.nextGaussian();
    return new ProducerRecord<>(
        topic,
        partition,
        name.getBytes(StandardCharsets.UTF_8),
        encoder.encode(new Reading(name, time, value)));
  }

  private ProducerRecord<byte[], byte[]> bad(String topic, int partition) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, null, kinds.get(bad % kinds.size()).value());
    record.headers().add(NUMBER, ByteBuffer.allocate(Integer.BYTES).putInt(bad++).array());
    return record;
  }
}
