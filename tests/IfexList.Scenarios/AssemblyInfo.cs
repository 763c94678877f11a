using Xunit.Sdk;
using Xunit.v3;

// Each scenario starts daemons and measures their patience: two at once would measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
