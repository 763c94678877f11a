// Each scenario starts daemons and measures their patience: two at once would measure each other.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
