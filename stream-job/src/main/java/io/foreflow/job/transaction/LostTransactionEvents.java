package io.foreflow.job.transaction;

import java.io.Serializable;

/**
 * The part of a lost transaction's event that says where it happened.
 *
 * @param pipeline the pipeline's name
 * @param idPrefix the prefix of the transactional ids of all its sinks
 * @param sink the sink's name in Flink
 * @param topic where the sink writes
 * @param eventsTopic where the event goes, if there is such a topic
 */
public record LostTransactionEvents(
    String pipeline, String idPrefix, String sink, String topic, String eventsTopic)
    implements Serializable {}
