using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace IfexList.Tests.Leaks;

/// <summary>Every line that the process logs, of every level, with what an exception would add to it.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        var facts = state is IEnumerable<KeyValuePair<string, object?>> pairs ? string.Join(' ', pairs.Select(pair => pair.Value)) : "";
        _lines.Enqueue($"{eventId.Name} {formatter(state, exception)} {facts} {exception}");
    }

    public void Dispose()
    {
    }
}
