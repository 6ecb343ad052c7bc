package io.foreflow.trainer.cost;

import java.util.OptionalLong;

/**
 * What a training will take on this machine, as long as the machine is as busy as now.
 *
 * @param seconds from the history that has been read to the model
 * @param heapBytes the heap in use after a garbage collection
 * @param outsideBytes memory outside the heap; empty if unknown
 * @param diskBytes room in the folder for temporary files; 0 if all fits the heap
 */
public record TrainingCost(
    double seconds, long heapBytes, OptionalLong outsideBytes, long diskBytes) {}
