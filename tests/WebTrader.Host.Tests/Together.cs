// Most of these tests wait for a host, and not for a processor: four at a time are done in less time than two.
[assembly: CollectionBehavior(MaxParallelThreads = 4)]
