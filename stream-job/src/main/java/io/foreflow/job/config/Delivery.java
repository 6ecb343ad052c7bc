package io.foreflow.job.config;

import org.apache.flink.connector.base.DeliveryGuarantee;

/** The effect that a failure may have on the records that the job writes. */
public enum Delivery {
  /** Written in Kafka transactions that end with Flink's checkpoints: nothing lost or repeated. */
  EXACTLY_ONCE(DeliveryGuarantee.EXACTLY_ONCE),
  /** Visible at once; after a failure the records since the last checkpoint come again. */
  AT_LEAST_ONCE(DeliveryGuarantee.AT_LEAST_ONCE);

  private final DeliveryGuarantee guarantee;

  Delivery(DeliveryGuarantee guarantee) {
    this.guarantee = guarantee;
  }

  /** The guarantee in the words of Flink's connectors. */
  public DeliveryGuarantee guarantee() {
    return guarantee;
  }
}
