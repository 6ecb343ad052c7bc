package io.foreflow.job.transaction;

import java.io.Serializable;

/**
 * What an event of a lost transaction says about where it happened.
 *
 * @param pipeline the pipeline's name
 * @param idPrefix what the transactional ids of all its sinks begin with
 * @param sink the sink's name in Flink
 * @param topic where the sink writes
 * @param eventsTopic where the event goes, if there is such a topic
 */
public record LostTransactionEvents(
    String pipeline, String idPrefix, String sink, String topic, String eventsTopic)
    implements Serializable {}
