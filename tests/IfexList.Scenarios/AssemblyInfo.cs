using Xunit.Sdk;
using Xunit.v3;

// Most scenarios wait: for a retry, a reminder, a time-out. Two at once fit two processors; those that measure are by themselves (ByItself).
[assembly: Parallelization(Mode = ParallelMode.Collections, MaxThreads = 2)]
